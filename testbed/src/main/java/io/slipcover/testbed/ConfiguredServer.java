package io.slipcover.testbed;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server whose address, possibly with an administrator's credentials in it, stands in {@code COUCHDB_URL}. It stays as it is. */
record ConfiguredServer(@Nullable String address) implements Candidate {
    @Override
    public String name() {
        return "url";
    }

    @Override
    public Optional<CouchServer> start() {
        if (address == null || address.isBlank()) {
            return Optional.empty();
        }
        URI given = URI.create(address.strip());
        if (given.getHost() == null) {
            throw new IllegalStateException(
                    "COUCHDB_URL: found '" + given + "', expected http://user:password@host:port");
        }
        String port = given.getPort() < 0 ? "" : ":" + given.getPort();
        String path = given.getPath().endsWith("/")
                ? given.getPath().substring(0, given.getPath().length() - 1)
                : given.getPath();
        URI url = URI.create(given.getScheme() + "://" + given.getHost() + port + path);
        Optional<Credentials> administrator = Credentials.in(given);
        Welcome welcome = Welcome.of(new CouchClient(url, administrator));
        return Optional.of(new CouchServer(
                url, administrator, welcome.product() + " of COUCHDB_URL", welcome.isCouchDb(), () -> {}));
    }
}
