package io.slipcover.testbed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A Node process in which apps live, each with a PouchDB of its own in memory. It answers one call after the other, and ends when
 * it is closed or this JVM ends.
 */
public final class PouchApps implements AutoCloseable {
    private final Process process;
    private final BufferedWriter calls;
    private final BufferedReader answers;
    private long lastCall;

    private PouchApps(Process process) {
        this.process = process;
        this.calls = process.outputWriter();
        this.answers = process.inputReader();
    }

    /** Starts the process; installs PouchDB first where that has not been done. */
    public static PouchApps start() {
        Path script =
                NodePackages.install(PouchApps.class, "pouchdb", "clients.js").resolve("clients.js");
        try {
            return new PouchApps(new ProcessBuilder("node", "--no-deprecation", script.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException("Node does not start: " + failed.getMessage(), failed);
        }
    }

    /** PouchDB as one file for browsers; installs it first where that has not been done. */
    public static Path browserBuild() {
        return packages().resolve("node_modules/pouchdb/dist/pouchdb.min.js");
    }

    private static Path packages() {
        return NodePackages.install(PouchApps.class, "pouchdb", "clients.js");
    }

    /** A new app with an empty local database, which replicates with this database and names this version in each request. */
    public PouchApp open(URI database, String clientVersion) {
        return new PouchApp(this, "app-" + UUID.randomUUID(), database, clientVersion);
    }

    static ObjectNode request(String method) {
        return CouchClient.JSON.createObjectNode().put("method", method);
    }

    /** Makes a call and waits for its answer. */
    synchronized JsonNode call(ObjectNode request) {
        long call = ++lastCall;
        request.put("call", call);
        try {
            calls.write(request.toString());
            calls.newLine();
            calls.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("Node has ended instead of answering " + request);
            }
            JsonNode answer = CouchClient.JSON.readTree(line);
            if (answer.get("call").asLong() != call) {
                throw new IllegalStateException("found " + line + ", expected the answer to " + request);
            }
            if (answer.has("error")) {
                throw new PouchException(answer.get("error"));
            }
            return answer.get("result");
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("what Node says is no JSON", notJson);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        // The end of its input is what ends it.
        try (calls;
                answers) {
            calls.flush();
        } catch (IOException alreadyGone) {
            // Then there is nothing to end.
        }
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
