package io.slipcover.testbed;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A Node process in which apps live. Each app has a PouchDB of its own in memory. The process answers a call when the
 * call is done, and it does the calls of one thread in their order. The process ends when somebody closes it or this
 * JVM ends.
 */
public final class PouchApps implements AutoCloseable {
    /** The versions of PouchDB that {@link #startWithEveryVersion} has, the newest first. */
    public static final List<String> VERSIONS = List.of("9.0.0", "7.3.1", "6.4.3", "5.4.5");

    private static final String PROGRAM = "clients.js";
    private static final String PROGRAM_RESOURCE = "pouchdb/" + PROGRAM;
    private static final int MINUTES_FOR_AN_ANSWER = 3;

    private final Process process;
    private final BufferedWriter calls;
    private final BufferedReader answers;
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private long lastCall;

    private PouchApps(Process process) {
        this.process = process;
        this.calls = process.outputWriter();
        this.answers = process.inputReader();
        Thread reader = new Thread(this::handOutAnswers, "pouch-apps");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the process, with PouchDB 9. Installs PouchDB first if it is not installed. */
    public static PouchApps start() {
        return start(packages());
    }

    /**
     * Starts the process, with every version of {@link #VERSIONS}. Installs the versions first if they are not
     * installed.
     */
    public static PouchApps startWithEveryVersion() {
        return start(NodePackages.install(PouchApps.class, "pouchdb-versions", PROGRAM_RESOURCE));
    }

    private static PouchApps start(Path packages) {
        try {
            return new PouchApps(new ProcessBuilder(
                            "node",
                            "--no-deprecation",
                            packages.resolve(PROGRAM).toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException("Node does not start: " + failed.getMessage(), failed);
        }
    }

    /** The folder with PouchDB's modules for Node. Installs them first if they are not installed. */
    public static Path modules() {
        return packages().resolve("node_modules");
    }

    /** PouchDB as one file for browsers. Installs PouchDB first if it is not installed. */
    public static Path browserBuild() {
        return packages().resolve("node_modules/pouchdb/dist/pouchdb.min.js");
    }

    private static Path packages() {
        return NodePackages.install(PouchApps.class, "pouchdb", PROGRAM_RESOURCE);
    }

    /**
     * A new app with an empty local database. The app replicates with this database and names this version in each
     * request.
     */
    public PouchApp open(URI database, String clientVersion) {
        return open(null, database, clientVersion);
    }

    /**
     * A new app that is built with one version of {@link #VERSIONS}, in a process that was started with every version.
     *
     * @param version of PouchDB
     */
    public PouchApp open(@Nullable String version, URI database, String clientVersion) {
        return new PouchApp(this, "app-" + UUID.randomUUID(), version, database, clientVersion);
    }

    static ObjectNode request(String method) {
        return CouchClient.JSON.createObjectNode().put("method", method);
    }

    /** Makes a call and waits for its answer. */
    JsonNode call(ObjectNode request) {
        CompletableFuture<JsonNode> answer = send(request);
        try {
            return answer.get(MINUTES_FOR_AN_ANSWER, TimeUnit.MINUTES);
        } catch (ExecutionException failed) {
            // Thrown from here, so that the trace shows who called.
            if (failed.getCause() instanceof CallFailure failure) {
                throw new PouchException(failure.error);
            }
            throw new IllegalStateException("Node does not answer " + request, failed.getCause());
        } catch (TimeoutException noAnswer) {
            throw new IllegalStateException(
                    "no answer within " + MINUTES_FOR_AN_ANSWER + " minutes to " + request, noAnswer);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Node works on " + request, interrupted);
        }
    }

    private synchronized CompletableFuture<JsonNode> send(ObjectNode request) {
        long call = ++lastCall;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(call, answer);
        try {
            calls.write(request.put("call", call).toString());
            calls.newLine();
            calls.flush();
        } catch (IOException ended) {
            answer.completeExceptionally(ended);
        }
        return answer;
    }

    private void handOutAnswers() {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                handOut(CouchClient.JSON.readTree(line));
            }
            giveUp(new IllegalStateException("Node has ended"));
        } catch (JsonProcessingException notJson) {
            giveUp(new IllegalStateException("what Node says is no JSON", notJson));
        } catch (IOException failed) {
            giveUp(failed);
        }
    }

    private void handOut(JsonNode answer) {
        CompletableFuture<JsonNode> call =
                requireNonNull(waiting.remove(answer.get("call").asLong()), "an answer to a call that was made");
        if (answer.has("error")) {
            call.completeExceptionally(new CallFailure(answer.get("error")));
        } else {
            call.complete(answer.get("result"));
        }
    }

    private void giveUp(Exception cause) {
        waiting.values().forEach(call -> call.completeExceptionally(cause));
    }

    @Override
    public void close() {
        // The end of its input is what ends it.
        try {
            calls.close();
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

    /** What PouchDB said of a call that failed, on its way from the thread that reads to the one that called. */
    private static final class CallFailure extends Exception {
        private static final long serialVersionUID = 1;

        private final transient JsonNode error;

        CallFailure(JsonNode error) {
            super(error.toString(), null, false, false);
            this.error = error;
        }
    }
}
