package io.slipcover.cli;

import io.slipcover.testbed.CouchClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The databases of one test. Their names begin alike, and no other test's begin so. They go when the test ends. */
final class OwnDatabases implements AfterEachCallback {
    private final CouchClient client;
    private final String prefix;
    private final List<String> made = new ArrayList<>();

    /** @param purpose what the names begin with */
    OwnDatabases(CouchClient client, String purpose) {
        this.client = client;
        this.prefix = purpose + "-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    }

    /** A glob that matches them all. */
    String glob() {
        return prefix + "*";
    }

    /** Makes a database, and gives its name. */
    String create() {
        String name = client.createDatabase(prefix);
        made.add(name);
        return name;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        made.forEach(name -> client.delete("/" + name));
    }
}
