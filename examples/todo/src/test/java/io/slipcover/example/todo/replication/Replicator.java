package io.slipcover.example.todo.replication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.Patience;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * CouchDB's replicator, in one of the two ways to give it a job. A job names its {@code source} and its {@code target}.
 *
 * @see <a href="https://docs.couchdb.org/en/stable/replication/replicator.html">Replicator database</a>
 */
public interface Replicator {
    /** Does a job once. */
    void replicate(ObjectNode job);

    /** Starts a job that goes on; gives what ends it. */
    Runnable start(ObjectNode job);

    /** Asked by {@code POST /_replicate}: the job is forgotten when it is done. */
    record Asked(CouchClient server) implements Replicator {
        @Override
        public void replicate(ObjectNode job) {
            attempt(job).orThrow();
        }

        /** Does a job once, as far as it can be done; gives what CouchDB says of it. */
        public CouchAnswer attempt(ObjectNode job) {
            CouchAnswer answer = ask(job);
            // CouchDB answers before it forgets the job. Asked for the same in between, it would wait for the end of
            // one that has ended.
            Patience.await(() -> "CouchDB to forget " + job, () -> !isKnown(job));
            return answer;
        }

        private boolean isKnown(ObjectNode job) {
            for (JsonNode known :
                    server.get("/_scheduler/jobs?limit=1000").orThrow().json().get("jobs")) {
                if (database(known.get("source").asText())
                                .equals(database(job.at("/source/url").asText()))
                        && database(known.get("target").asText())
                                .equals(database(job.at("/target/url").asText()))) {
                    return true;
                }
            }
            return false;
        }

        private static String database(String url) {
            String bare = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            return bare.substring(bare.lastIndexOf('/') + 1);
        }

        @Override
        public Runnable start(ObjectNode job) {
            job.put("continuous", true);
            ask(job).orThrow();
            return () -> ask(job.deepCopy().put("cancel", true)).orThrow();
        }

        private CouchAnswer ask(ObjectNode job) {
            return server.post("/_replicate", job.toString());
        }
    }

    /** Told by a document in the database {@code _replicator}: the job lasts as long as the document. */
    record Told(CouchClient server) implements Replicator {
        @Override
        public void replicate(ObjectNode job) {
            String name = tell(job);
            awaitState(name, "completed");
            forget(name);
        }

        @Override
        public Runnable start(ObjectNode job) {
            String name = tell(job.put("continuous", true));
            awaitState(name, "running");
            return () -> forget(name);
        }

        private String tell(ObjectNode job) {
            String name = "matrix-" + UUID.randomUUID();
            server.put("/_replicator/" + name, job.toString()).orThrow();
            return name;
        }

        private void forget(String name) {
            // CouchDB writes into the document too, so that its revision may be another in between.
            Patience.await(() -> name + " to be gone", () -> {
                CouchAnswer found = server.get("/_replicator/" + name);
                if (found.status() == 404) {
                    return true;
                }
                String revision = found.orThrow().json().get("_rev").asText();
                return server.delete("/_replicator/" + name + "?rev=" + revision)
                                .status()
                        == 200;
            });
        }

        private void awaitState(String name, String expected) {
            AtomicReference<String> last = new AtomicReference<>("not known");
            Patience.await(() -> name + " to be " + expected + ", it is " + last, () -> {
                CouchAnswer answer = server.get("/_scheduler/docs/_replicator/" + name);
                last.set(answer.body());
                // It may not be known yet; and while a job is about to start, CouchDB may answer with an error of its
                // own.
                String state =
                        answer.status() == 200 ? answer.json().path("state").asText() : "";
                if (state.equals("failed")) {
                    throw new IllegalStateException("the replication failed: " + answer.body());
                }
                return state.equals(expected);
            });
        }
    }
}
