package io.slipcover.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchException;
import io.slipcover.testbed.Replication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** An app of one release with its local database. Replications go on in the background while its user edits. */
final class Replica {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final String name;
    private final Release release;
    private final PouchApp app;
    private final Executor background;
    private CompletableFuture<Void> replication = CompletableFuture.completedFuture(null);
    private boolean live;

    Replica(String name, Release release, PouchApp app, Executor background) {
        this.name = name;
        this.release = release;
        this.app = app;
        this.background = background;
    }

    Release release() {
        return release;
    }

    void create(int number, boolean blocked, String text, Ledger ledger) {
        write(release.make(number, blocked, text), ledger);
    }

    /** Changes one of the todos that the app has. */
    void change(Random random, String text, Ledger ledger) {
        ObjectNode todo = any(random);
        if (todo != null) {
            release.change(todo, random, text);
            write(todo, ledger);
        }
    }

    void delete(Random random, Ledger ledger) {
        ObjectNode todo = any(random);
        if (todo != null) {
            remove(todo.get("_id").asText(), todo.get("_rev").asText(), ledger);
        }
    }

    /** Deletes one of the leaves that lose, as an app does that solves conflicts. */
    void solveConflict(Random random, Ledger ledger) {
        ObjectNode todo = any(random);
        if (todo != null) {
            String id = todo.get("_id").asText();
            for (JsonNode revision : app.get(id, "{\"conflicts\":true}").path("_conflicts")) {
                remove(id, revision.asText(), ledger);
                return;
            }
        }
    }

    private void write(ObjectNode todo, Ledger ledger) {
        try {
            ledger.acknowledged(name, todo.get("_id").asText(), app.put(todo));
        } catch (PouchException changedMeanwhile) {
            requireStatus(changedMeanwhile, 409);
        }
    }

    private void remove(String id, String revision, Ledger ledger) {
        try {
            ledger.acknowledged(name, id, app.remove(id, revision));
        } catch (PouchException changedMeanwhile) {
            requireStatus(changedMeanwhile, 409);
        }
    }

    private static void requireStatus(PouchException exception, int status) {
        if (exception.status() != status) {
            throw exception;
        }
    }

    private ObjectNode any(Random random) {
        JsonNode rows = app.local("allDocs", Map.of("include_docs", true)).get("rows");
        return rows.isEmpty()
                ? null
                : (ObjectNode) rows.get(random.nextInt(rows.size())).get("doc");
    }

    // ---- replication

    /** Begins to replicate, unless a replication is going on. What becomes of it does not count: servers may be down. */
    void replicateInBackground(boolean push, boolean pull) {
        if (replication.isDone() && !live) {
            replication = CompletableFuture.runAsync(
                    () -> {
                        try {
                            if (push) {
                                app.push();
                            }
                            if (pull) {
                                app.pull();
                            }
                        } catch (PouchException cutOff) {
                            // The next one goes on where this one ended.
                        }
                    },
                    background);
        }
    }

    void toggleLive() {
        if (live) {
            app.endLive();
            live = false;
        } else if (replication.isDone()) {
            app.goLive(LONGEST_PAUSE);
            live = true;
        }
    }

    void breakLineAfter(int requests) {
        app.breakLineAfter(requests);
    }

    void mendLine() {
        app.mendLine();
    }

    /** Mends the line, and waits until nothing goes on in the background. */
    void comeToRest() {
        mendLine();
        if (live) {
            toggleLive();
        }
        replication.join();
    }

    /** Pushes and pulls everything. Gives how many documents went either way. */
    int replicate() {
        Replication pushed = app.push();
        Replication pulled = app.pull();
        if (pushed.failures() + pulled.failures() > 0) {
            throw new AssertionError(name + ": refused " + pushed.denied() + pulled.denied());
        }
        return pushed.written() + pulled.written();
    }

    // ---- what it has in the end

    /** For each document, deleted ones too, the revisions of its leaves. */
    Map<String, Set<String>> leaves() {
        Map<String, Set<String>> leaves = new TreeMap<>();
        for (JsonNode change : app.local("changes", Map.of("style", "all_docs")).get("results")) {
            Set<String> revisions = leaves.computeIfAbsent(change.get("id").asText(), id -> new TreeSet<>());
            change.get("changes").forEach(leaf -> revisions.add(leaf.get("rev").asText()));
        }
        return leaves;
    }

    JsonNode document(String id, String revision) {
        return app.get(id, "{\"rev\":\"" + revision + "\"}");
    }

    /** The documents that its user sees, in their order. */
    List<JsonNode> documents() {
        List<JsonNode> documents = new ArrayList<>();
        app.local("allDocs", Map.of("include_docs", true, "conflicts", true))
                .get("rows")
                .forEach(documents::add);
        return documents;
    }

    void close() {
        app.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
