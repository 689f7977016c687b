package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.ProxiedCouch;
import io.slipcover.testing.TestSite;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries over documents of all versions, on every server that speaks CouchDB's API, whatever its planner. */
@ExtendWith(LeakGuard.class)
final class FindAnywhereIT {
    private static final CouchServer COUCH = CouchServer.shared();

    private static ProxiedCouch proxied;
    private static String database;

    @BeforeAll
    static void start() throws Exception {
        proxied = ProxiedCouch.of(new TestSite());
        CouchClient direct = COUCH.client();
        database = direct.createDatabase("user-");
        List<String> documents = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            String text = "\"t%02d\"".formatted((number * 7) % 12);
            String version = number % 3 == 0
                    ? "\"version\":1,\"title\":" + text + ",\"isDone\":" + (number % 2 == 0)
                    : "\"version\":3,\"text\":" + text + ",\"status\":\"" + (number % 2 == 0 ? "done" : "active")
                            + "\"";
            documents.add(
                    "{\"_id\":\"d%02d\",\"schema\":\"todo-item\",\"due\":%d,%s}".formatted(number, number, version));
        }
        documents.add("{\"_id\":\"other\",\"title\":\"t05\",\"isDone\":true}");
        ProxiedCouch.fill(database, documents);
        direct.post(
                        "/" + database + "/_index",
                        "{\"index\":{\"fields\":[\"text\"]},\"ddoc\":\"texts\",\"name\":\"texts\"}")
                .orThrow();
        direct.post(
                        "/" + database + "/_index",
                        "{\"index\":{\"fields\":[\"title\"]},\"ddoc\":\"titles\",\"name\":\"titles\"}")
                .orThrow();
    }

    @AfterAll
    static void stop() {
        if (proxied != null) {
            proxied.close();
        }
    }

    private static List<String> find(int release, String query) {
        CouchAnswer answer = proxied.client(release).post("/" + database + "/_find", "{" + query + "}");
        assertThat(answer.status()).as("%s\n%s", query, answer.body()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        for (JsonNode document : answer.json().get("docs")) {
            ids.add(document.get("_id").asText());
        }
        return ids;
    }

    private static String text(int release) {
        return release == 3 ? "text" : "title";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void rangeOfARenamedMember_isFoundInEachShape_once(int release) {
        String range =
                "\"selector\":{\"schema\":\"todo-item\",\"" + text(release) + "\":{\"$gte\":\"t03\",\"$lt\":\"t09\"}}";

        assertThat(find(release, range)).containsExactlyInAnyOrder("d01", "d04", "d06", "d08", "d09", "d11");
        assertThat(find(release, range + ",\"limit\":4")).hasSize(4).doesNotHaveDuplicates();
        assertThat(find(release, range + ",\"use_index\":\"texts\""))
                .containsExactlyInAnyOrder("d01", "d04", "d06", "d08", "d09", "d11");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void sortByARenamedMember_mergesTheShapes(int release) {
        String query = "\"selector\":{\"schema\":\"todo-item\",\"" + text(release)
                + "\":{\"$gte\":\"t03\",\"$lt\":\"t09\"}},\"sort\":[\"" + text(release) + "\"]";

        assertThat(find(release, query)).containsExactly("d09", "d04", "d11", "d06", "d01", "d08");
        assertThat(find(release, query + ",\"limit\":2,\"skip\":1")).containsExactly("d04", "d11");
    }

    @ParameterizedTest
    @ValueSource(ints = {1})
    void documentOfNoType_isFoundByItsOwnWords(int release) {
        assertThat(find(release, "\"selector\":{\"isDone\":true}"))
                .contains("other", "d00", "d02")
                .doesNotContain("d01");
    }
}
