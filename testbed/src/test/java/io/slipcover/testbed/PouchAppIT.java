package io.slipcover.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PouchAppIT {
    private static final CouchServer SERVER = CouchServer.shared();
    private static PouchApps apps;

    private URI database;

    @BeforeAll
    static void startApps() {
        apps = PouchApps.start();
    }

    @AfterAll
    static void endApps() {
        apps.close();
    }

    @BeforeEach
    void createDatabase() {
        database = URI.create(SERVER.url() + "/" + SERVER.client().createDatabase("testbed-"));
    }

    @Test
    void push_thenPull_bringsTheDocumentToTheOtherApp() {
        PouchApp one = apps.open(database, "1.0.0");
        PouchApp other = apps.open(database, "2.0.0");
        one.put("{\"_id\": \"a\", \"title\": \"Water the plants\"}");

        assertThat(one.push().written()).isEqualTo(1);
        assertThat(other.has("a")).isFalse();
        assertThat(other.pull().read()).isEqualTo(1);
        assertThat(other.get("a").get("title").asText()).isEqualTo("Water the plants");
    }

    @Test
    void goLive_changeElsewhere_arrives() {
        PouchApp one = apps.open(database, "1.0.0");
        PouchApp other = apps.open(database, "2.0.0");
        one.goLive();
        other.goLive();
        one.put("{\"_id\": \"a\", \"isDone\": false}");
        other.await("a", document -> !document.get("isDone").asBoolean());
        other.set("a", "isDone", "true");
        one.await("a", document -> document.get("isDone").asBoolean());
        one.endLive();
        assertThat(other.endLive().get("error").isNull()).isTrue();
    }

    @Test
    void breakLineAfter_noRequestLeft_endsTheReplication() {
        PouchApp app = apps.open(database, "1.0.0");
        app.put("{\"_id\": \"a\"}");
        app.breakLineAfter(0);
        assertThatThrownBy(app::push).isInstanceOf(PouchException.class);
        app.mendLine();
        assertThat(app.push().written()).isEqualTo(1);
    }

    @Test
    void put_staleRevision_isAConflict() {
        PouchApp app = apps.open(database, "1.0.0");
        app.put("{\"_id\": \"a\"}");
        assertThatThrownBy(() -> app.put("{\"_id\": \"a\"}"))
                .isInstanceOfSatisfying(
                        PouchException.class,
                        conflict -> assertThat(conflict.status()).isEqualTo(409));
    }

    @Test
    void requests_replication_areListed() {
        PouchApp app = apps.open(database, "1.0.0");
        app.pull();
        assertThat(app.requests())
                .isNotEmpty()
                .allMatch(request ->
                        request.get("url").asText().startsWith(SERVER.url().toString()));
        assertThat(app.requests()).isEmpty();
    }
}
