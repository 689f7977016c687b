package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the older ways to migrate do without Slipcover: what docs/strategies.md says of them. A database beside the server's is a phone's. */
final class StrategiesIT {
    private static final CouchServer COUCH = CouchServer.shared();
    private static final CouchClient CLIENT = COUCH.client();
    private static final String OLD = "{\"title\":\"a\",\"isDone\":false}";
    private static final String NEW = "{\"title\":\"a\",\"status\":\"active\"}";

    private final String server = CLIENT.createDatabase("strategies-server-");
    private final String phone = CLIENT.createDatabase("strategies-phone-");

    @BeforeEach
    void fill() {
        CLIENT.put("/" + server + "/a", OLD).orThrow();
        replicate(server, phone);
    }

    @AfterEach
    void delete() {
        CLIENT.delete("/" + server);
        CLIENT.delete("/" + phone);
    }

    /** Copies every winner with its history, as a replicator does. */
    private static void replicate(String from, String to) {
        StringBuilder documents = new StringBuilder();
        for (JsonNode row : CLIENT.get("/" + from + "/_all_docs").json().get("rows")) {
            String path = "/" + from + "/" + row.get("id").asText() + "?revs=true";
            documents
                    .append(documents.isEmpty() ? "" : ",")
                    .append(CLIENT.get(path).json());
        }
        CLIENT.post("/" + to + "/_bulk_docs", "{\"new_edits\":false,\"docs\":[" + documents + "]}")
                .orThrow();
    }

    private static JsonNode read(String database) {
        return CLIENT.get("/" + database + "/a?conflicts=true").json();
    }

    private static void edit(String database, String json) {
        String revision = read(database).get("_rev").asText();
        CLIENT.put("/" + database + "/a", json.replaceFirst("\\{", "{\"_rev\":\"" + revision + "\","))
                .orThrow();
    }

    @Test
    void transactionalMigration_takesFromOldAppsWhatTheyNeed() {
        edit(server, NEW);
        replicate(server, phone);

        assertThat(read(phone).has("isDone")).isFalse();
    }

    @Test
    void transactionalMigration_andAnOfflineEdit_areAConflictOfTwoShapes() {
        edit(phone, "{\"title\":\"offline\",\"isDone\":true}");
        edit(server, NEW);
        replicate(phone, server);

        assertThat(read(server).get("_conflicts")).hasSize(1);
    }

    @Test
    void transactionalMigration_meetsDocumentsThatWereMadeOffline_inTheOldShape() {
        CLIENT.put("/" + phone + "/late", OLD).orThrow();
        edit(server, NEW);
        replicate(phone, server);

        assertThat(CLIENT.get("/" + server + "/late").json().has("status")).isFalse();
    }

    @Test
    void clientSideMigration_ofTwoClients_isNoConflict_ifBothMakeTheSameRevision() {
        assumeThat(COUCH.isCouchDb()).as("makes revisions of the content").isTrue();
        edit(server, NEW);
        edit(phone, NEW);
        replicate(phone, server);

        assertThat(read(server).has("_conflicts")).isFalse();
    }

    @Test
    void clientSideMigration_ofTwoClients_isAConflict_ifOneWritesMembersInAnotherOrder() {
        edit(server, NEW);
        edit(phone, "{\"status\":\"active\",\"title\":\"a\"}");
        replicate(phone, server);

        assertThat(read(server).get("_conflicts")).hasSize(1);
    }

    @Test
    void adapterMigration_writesTheNewShape_andOldAppsMeetIt() {
        edit(phone, "{\"title\":\"edited\",\"status\":\"active\"}");
        replicate(phone, server);

        assertThat(read(server).has("isDone")).isFalse();
    }

    @Test
    void perVersionCopies_editedOnBothSides_areNoConflictThatAnybodySees() {
        edit(server, "{\"title\":\"of the old app\",\"isDone\":false}");
        CLIENT.put("/" + server + "/a:v:2", "{\"title\":\"of the new app\",\"status\":\"active\"}")
                .orThrow();

        assertThat(read(server).has("_conflicts")).isFalse();
        assertThat(CLIENT.get("/" + server + "/a:v:2?conflicts=true").json().has("_conflicts"))
                .isFalse();
        assertThat(CLIENT.get("/" + server).json().get("doc_count").asInt()).isEqualTo(2);
    }
}
