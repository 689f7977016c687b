package io.slipcover.example.todo.replication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.Credentials;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A second database of the CouchDB, which that CouchDB's own replicator replicates with the first one through the proxy. */
final class CouchDbClient implements ReplicatingClient {
    private final Replicator replicator;
    private final Database database;
    private final ObjectNode here;
    private final ObjectNode there;
    private List<Runnable> ends = List.of();

    /** With an empty database. */
    CouchDbClient(CouchServer server, Replicator replicator, URI proxied, String clientVersion) {
        this.replicator = replicator;
        this.database = new Database(server.client(), server.client().createDatabase("replica-"));
        this.here = endpoint(URI.create(server.url() + "/" + database.name()), server);
        this.there = endpoint(proxied, server);
        ((ObjectNode) there.get("headers")).put("X-Client-Version", clientVersion);
    }

    private static ObjectNode endpoint(URI url, CouchServer server) {
        ObjectNode endpoint = JsonNodeFactory.instance.objectNode().put("url", url.toString());
        ObjectNode headers = endpoint.putObject("headers");
        server.administrator().map(Credentials::authorization).ifPresent(some -> headers.put("Authorization", some));
        return endpoint;
    }

    @Override
    public int pull() {
        return replicate(job(there, here));
    }

    @Override
    public int push() {
        return replicate(job(here, there));
    }

    private int replicate(ObjectNode job) {
        int before = written();
        replicator.replicate(job);
        return written() - before;
    }

    /** How many revisions were written by all replications of this database, as their checkpoints tell: each adds up its runs. */
    private int written() {
        int written = 0;
        for (JsonNode row : database.ask("_local_docs?include_docs=true").get("rows")) {
            JsonNode lastRun = row.at("/doc/history/0");
            if (lastRun.path("doc_write_failures").asInt() > 0) {
                throw new IllegalStateException("not taken: " + lastRun);
            }
            written += lastRun.path("docs_written").asInt();
        }
        return written;
    }

    @Override
    public void goLive() {
        ends = List.of(replicator.start(job(there, here)), replicator.start(job(here, there)));
    }

    @Override
    public void endLive() {
        ends.forEach(Runnable::run);
        ends = List.of();
    }

    private static ObjectNode job(ObjectNode source, ObjectNode target) {
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.set("source", source);
        job.set("target", target);
        return job;
    }

    @Override
    public Optional<JsonNode> winner(String id) {
        return database.winner(id);
    }

    @Override
    public Map<String, JsonNode> leaves(String id) {
        return database.leaves(id);
    }

    @Override
    public byte[] attachment(String id, String revision, String name) {
        return database.attachment(id, revision, name);
    }

    @Override
    public String put(ObjectNode document) {
        return database.put(document);
    }

    @Override
    public String remove(String id, String revision) {
        return database.remove(id, revision);
    }

    @Override
    public void close() {
        endLive();
        database.delete();
    }
}
