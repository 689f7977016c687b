package io.slipcover.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.PouchApps;
import io.slipcover.testbed.PouchException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;

/** One round: a new database, two replicas of each release, and things that happen by chance. */
final class Simulation {
    private static final int REPLICAS_OF_A_RELEASE = 2;
    private static final int MOST_PASSES = 20;

    private final Servers servers;
    private final Random random;
    private final String database;
    private final List<Replica> replicas = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private int edits;

    Simulation(Servers servers, PouchApps apps, ExecutorService background, long seed) {
        this.servers = servers;
        this.random = new Random(seed);
        this.database = servers.couch().createDatabase("todos-");
        for (Release release : Release.values()) {
            for (int number = 1; number <= REPLICAS_OF_A_RELEASE; number++) {
                replicas.add(new Replica(
                        "release " + release.version() + ", replica " + number,
                        release,
                        apps.open(URI.create(servers.slipcover() + "/" + database), release.clientVersion()),
                        background));
            }
        }
    }

    /**
     * Lets so many things happen, then lets all replicas come to agree, and judges what they agree about. Where that fails the database stays: a
     * server that is away could not delete it, and would hide what failed.
     */
    void run(int steps) throws InterruptedException {
        for (int step = 0; step < steps; step++) {
            step();
        }
        replicas.forEach(Replica::comeToRest);
        converge();
        new Verdict(servers.couch(), this::client, database, replicas, ledger).require();
        replicas.forEach(Replica::close);
        servers.couch().delete("/" + database);
    }

    int edits() {
        return ledger.edits().size();
    }

    private CouchClient client(Release release) {
        return CouchClient.of(servers.slipcover()).with("X-Client-Version", release.clientVersion());
    }

    private void step() throws InterruptedException {
        Replica replica = replicas.get(random.nextInt(replicas.size()));
        int chance = random.nextInt(100);
        if (chance < 12) {
            replica.create(edits, random.nextBoolean(), text(), ledger);
        } else if (chance < 40) {
            replica.change(random, text(), ledger);
        } else if (chance < 44) {
            replica.delete(random, ledger);
        } else if (chance < 48) {
            replica.solveConflict(random, ledger);
        } else if (chance < 54) {
            editOnline(replica.release());
        } else if (chance < 76) {
            replica.replicateInBackground(random.nextInt(4) > 0, random.nextInt(4) > 0);
        } else if (chance < 81) {
            replica.toggleLive();
        } else if (chance < 85) {
            replica.breakLineAfter(random.nextInt(12));
        } else if (chance < 89) {
            replica.mendLine();
        } else if (chance < 92) {
            servers.killSlipcover();
            Thread.sleep(random.nextInt(300));
            servers.restartSlipcover();
        } else if (chance < 93 && servers.canKillCouchDb()) {
            servers.killCouchDb();
            Thread.sleep(random.nextInt(300));
            servers.restartCouchDb();
        } else {
            Thread.sleep(random.nextInt(80));
        }
    }

    private String text() {
        return "text " + edits++;
    }

    /** An edit of a client without a local database. It may fail in the middle, and then nobody knows what became of it. */
    private void editOnline(Release release) {
        CouchClient client = client(release);
        try {
            CouchAnswer all = client.get("/" + database + "/_all_docs?include_docs=true");
            JsonNode rows = all.status() == 200 ? all.json().get("rows") : null;
            ObjectNode todo;
            if (rows == null || rows.isEmpty() || random.nextInt(4) == 0) {
                todo = release.make(edits, false, text());
            } else {
                todo = (ObjectNode) rows.get(random.nextInt(rows.size())).get("doc");
                release.change(todo, random, text());
            }
            String id = todo.get("_id").asText();
            CouchAnswer written = client.put("/" + database + "/" + id, todo.toString());
            if (written.status() == 201) {
                ledger.acknowledged(
                        "online, release " + release.version(),
                        id,
                        written.json().get("rev").asText());
            } else if (written.status() != 409 && written.status() / 100 != 5) {
                throw new AssertionError("an edit by release " + release.version() + " was answered " + written);
            }
        } catch (UncheckedIOException cutOff) {
            // Nobody knows.
        }
    }

    /** Lets everybody replicate until nothing is left to replicate. All servers are up by now, so nobody may fail for long. */
    private void converge() throws InterruptedException {
        PouchException lastFailure = null;
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            int moved = 0;
            lastFailure = null;
            for (Replica replica : replicas) {
                try {
                    moved += replica.replicate();
                } catch (PouchException failure) {
                    lastFailure = failure;
                }
            }
            if (moved == 0 && lastFailure == null) {
                return;
            }
        }
        throw new AssertionError("after " + MOST_PASSES + " passes some replica is still not up to date", lastFailure);
    }
}
