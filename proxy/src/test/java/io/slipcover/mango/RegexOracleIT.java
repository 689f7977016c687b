package io.slipcover.mango;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testing.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Asks CouchDB and this package for the same texts. {@code -Dslipcover.seed} repeats a run. */
final class RegexOracleIT {
    private static final int QUESTIONS = Integer.getInteger("slipcover.oracle.questions", 600);

    @RegisterExtension
    static final Seed SEED = Seed.of(RegexOracleIT.class);

    private static final int DOCUMENTS = 120;

    private static final CouchServer COUCH = CouchServer.shared();
    private static final CouchClient CLIENT = COUCH.client();

    private static final RandomPatterns PATTERNS = new RandomPatterns(SEED.random());
    private static final Map<String, JsonObject> STORED = new LinkedHashMap<>();
    private static String database;

    @BeforeAll
    static void fill() {
        assumeThat(COUCH.isCouchDb()).as("only CouchDB has PCRE").isTrue();
        database = CLIENT.createDatabase("regex-");
        for (int number = 0; number < DOCUMENTS; number++) {
            store("random-" + number, PATTERNS.text());
        }
        String documents = STORED.values().stream().map(JsonObject::toString).collect(joining(","));
        CLIENT.post("/" + database + "/_bulk_docs", "{\"docs\":[" + documents + "]}")
                .orThrow();
    }

    private static void store(String id, String text) {
        STORED.put(id, JsonObject.of("{\"_id\":\"" + id + "\",\"text\":" + JsonSlice.string(text) + "}"));
    }

    @AfterAll
    static void drop() {
        if (database != null) {
            CLIENT.delete("/" + database);
        }
    }

    @Test
    void matches_addressesBehindLongWords_areThoseOfCouchDb() {
        String addresses = CLIENT.createDatabase("addresses-");
        Selector selector = selector("\\w+@\\w+");
        for (int letters : new int[] {500, 1_000, 2_000, 3_000, 5_000, 10_000}) {
            String document = "{\"text\":\"" + "w".repeat(letters) + "@example\"}";
            CLIENT.put("/" + addresses + "/" + letters, document).orThrow();
            assertThat(selector.matches(JsonValue.of(document))).isTrue();
        }
        CouchAnswer answer = CLIENT.post("/" + addresses + "/_find", "{\"selector\":" + selector.toJson() + "}");
        CLIENT.delete("/" + addresses);
        assertThat(answer.json().path("docs")).hasSize(6);
    }

    @Test
    void matches_generatedPattern_holdsForTheTextsOfCouchDb() {
        List<String> differences = new ArrayList<>();
        int undecidable = 0;
        int telling = 0;
        for (int question = 0; question < QUESTIONS; question++) {
            String pattern = PATTERNS.pattern();
            Said theirs = foundByCouchDb(pattern);
            try {
                Selector selector = selector(pattern);
                selector.requireDecidable();
                Set<String> ours = found(pattern);
                telling += ours.isEmpty() || ours.size() == STORED.size() ? 0 : 1;
                if (theirs.status() != 200 || !ours.equals(theirs.found())) {
                    differences.add(pattern + ": ours " + ours + ", CouchDB's " + theirs);
                }
            } catch (MangoException refused) {
                boolean undecided = refused.error().equals("not_supported");
                undecidable += undecided ? 1 : 0;
                if (!undecided && theirs.status() != refused.status()) {
                    differences.add(pattern + ": ours " + refused.reason() + ", CouchDB's " + theirs);
                }
            }
        }
        System.err.println("oracle: " + QUESTIONS + " patterns, " + undecidable + " of them undecidable, " + telling
                + " match some texts but not all, " + differences.size() + " differences");
        assertThat(differences).isEmpty();
        assertThat(telling).isGreaterThan(QUESTIONS / 8);
        assertThat(undecidable).isLessThan(QUESTIONS / 2);
    }

    /** What Slipcover cannot decide may still go to CouchDB. */
    @Test
    void parse_patternThatSlipcoverCannotDecide_isCouchDbsAsItCame() {
        String pattern = "^(?=.*a)(?=.*b)";
        Selector selector = selector(pattern);
        assertThatThrownBy(selector::requireDecidable).isInstanceOf(MangoException.class);
        assertThat(ask(selector.toJson()).status()).isEqualTo(200);
    }

    private static Selector selector(String pattern) {
        return Selector.parse(JsonValue.of("{\"text\":{\"$regex\":" + JsonSlice.string(pattern) + "}}"));
    }

    private static Set<String> found(String pattern) {
        Selector selector = selector(pattern);
        Set<String> found = new TreeSet<>();
        STORED.forEach((id, document) -> {
            if (selector.matches(document)) {
                found.add(id);
            }
        });
        return found;
    }

    private static Said foundByCouchDb(String pattern) {
        CouchAnswer answer = ask(JsonObject.of("{\"text\":{\"$regex\":" + JsonSlice.string(pattern) + "}}"));
        Set<String> found = new TreeSet<>();
        answer.json().path("results").forEach(row -> found.add(row.path("id").textValue()));
        return new Said(answer.status(), found);
    }

    private static CouchAnswer ask(JsonObject selector) {
        return CLIENT.post("/" + database + "/_changes?filter=_selector", "{\"selector\":" + selector + "}");
    }

    /** What CouchDB said: the status, and the documents that it found. */
    private record Said(int status, Set<String> found) {}
}
