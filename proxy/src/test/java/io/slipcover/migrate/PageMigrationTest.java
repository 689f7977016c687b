package io.slipcover.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.Configuration;
import io.slipcover.couch.ChangedDocument;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.Database;
import io.slipcover.couch.Logins;
import io.slipcover.document.Revision;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.SmallSite;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaves that CouchDB names and does not give. */
final class PageMigrationTest {
    private static final String OTHER = "1-b";

    @TempDir
    private Path folder;

    private final ConcurrentLinkedQueue<String> written = new ConcurrentLinkedQueue<>();

    private static String answer(String body) {
        return "HTTP/1.1 200 x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Migrates a document with two leaves, of which CouchDB gives the second alone. */
    private Counts migrate(String withheld) throws Exception {
        String given = "{\"_id\":\"d\",\"_rev\":\"%s\",\"t\":\"a\",\"_revisions\":{\"start\":1,\"ids\":[\"b\"]}}"
                .formatted(OTHER);
        try (FakeUpstream couch = new FakeUpstream((number, wire) -> {
            for (String request = wire.request(); request != null; request = wire.request()) {
                if (request.contains("/_bulk_get")) {
                    wire.send(answer("{\"results\":[{\"id\":\"d\",\"docs\":[{\"ok\":%s}]}]}".formatted(given)));
                } else if (request.contains("/_bulk_docs")) {
                    written.add(request);
                    wire.send(answer("[]"));
                } else {
                    wire.send(answer(
                            "{\"_id\":\"d\",\"_rev\":\"%s\",\"_conflicts\":[\"%s\"]}".formatted(withheld, OTHER)));
                }
            }
        })) {
            Configuration configuration = SmallSite.in(folder, "upstream: http://127.0.0.1:" + couch.port());
            Database database = new Database(new CouchDb(configuration.settings(), Logins.none()), "db");
            Schema schema = new Schema(configuration.catalog(), new Touch.None(), false);
            return new PageMigration(database, schema, new Pace(0), false)
                    .run(List.of(new ChangedDocument("d", List.of(withheld, OTHER), false)));
        }
    }

    @Test
    void aLeafThatIsNotGiven_isToldOf_andTheOtherLeavesWait() throws Exception {
        assertThat(migrate("1-c").lines(false)).contains("  \"db\" \"d\" \"1-c\": CouchDB does not give this revision");
        assertThat(written).isEmpty();
    }

    @Test
    void amongMigratedLeaves_too() throws Exception {
        Revision parent = Revision.parse("1-a").orElseThrow();
        String made = MadeRevision.below(List.of(new MadeRevision.Parent(parent, "0123abcd")))
                .orElseThrow()
                .get(0)
                .toString();

        assertThat(migrate(made).lines(false))
                .contains("  \"db\" \"d\" \"" + made + "\": CouchDB does not give this revision");
        assertThat(written).isEmpty();
    }
}
