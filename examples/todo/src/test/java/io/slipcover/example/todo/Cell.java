package io.slipcover.example.todo;

import io.slipcover.example.todo.replication.ClientKind;
import io.slipcover.example.todo.replication.ReplicatingClient;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client of the replication matrix, and the release that it was built for. */
record Cell(ClientKind client, Release release) {
    /** Runs a test for every cell. Its class says in which direction is replicated, its name what. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.slipcover.example.todo.Cell#all")
    @interface Every {}

    static Stream<Cell> all() {
        return Arrays.stream(ClientKind.values())
                .flatMap(client -> Arrays.stream(Release.values()).map(release -> new Cell(client, release)))
                .filter(cell -> !cell.isRedundant());
    }

    /** However its job is given to it, CouchDB's replicator says the same: one of both ways is tried with the outermost releases alone. */
    private boolean isRedundant() {
        return client == ClientKind.COUCHDB_REPLICATOR && (release == Release.ONE_ONE || release == Release.TWO);
    }

    /** Opens the client, with nothing in it yet. */
    ReplicatingClient open(Todos todos) {
        return client.open(todos.server(), todos.stage().databaseUrl(), release.clientVersion());
    }

    @Override
    public String toString() {
        return client + ", release " + release;
    }
}
