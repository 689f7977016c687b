package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document of an entry, made of what was noted while it was checked, against the one that is read from its bytes. */
final class EntryDocumentTest {
    private static final List<String> DOCUMENTS = List.of(
            "{}",
            "{ }",
            "{\"a\":1}",
            "{\"a\":\"x\",\"b\":\"y\"}",
            "{ \"a\" : 1 , \"b\" :\"x\", \"c\": [ {\"a\":\"inner\"}, [ ] ] , \"d\":{\"b\":{\"a\":2}} }",
            "{\"\\u0061b\":\"\\n\",\"b\\\\\":\"é\",\"植物\":\"植物 \",\"c\":{\"\\\"\":\"\\\"\"},\"d\":-1.5e3,\"e\":true}",
            "{\"a\":{\"b\":1},\"b\":[\"a\",{\"a\":1}],\"c\":null,\"d\":{},\"e\":[],\"f\":\"{\",\"a\":0}",
            "{\"long name, longer than a word or two\":\"long text, longer than a word or two\",\"a\":12.5,\"b\":false}");

    @ParameterizedTest
    @ValueSource(strings = {"{\"results\":[%s]}", "{ \"results\" : [ %s ] }"})
    void document_cutAnywhere_hasTheMembersOfItsBytes(String frame) {
        for (String document : DOCUMENTS) {
            String entry = "{\"seq\":1,\"doc\":" + document + "}";
            byte[] body = frame.formatted(entry + "," + entry).getBytes(UTF_8);
            for (int cut = 1; cut < body.length; cut++) {
                List<String> found = new ArrayList<>();
                byte[] out = Led.inTwo(AnswerKind.CHANGES.envelope(noting(found)), body, cut);
                assertThat(out).isEqualTo(body);
                assertThat(found).containsExactly(document, document);
            }
            assertThat(Led.inPieces(AnswerKind.CHANGES.envelope(noting(new ArrayList<>())), body, 1))
                    .isEqualTo(body);
        }
    }

    @Test
    void document_changed_isWrittenInPlaceOfItsEntry() {
        StringBuilder body = new StringBuilder("[");
        StringBuilder expected = new StringBuilder("[");
        for (String document : DOCUMENTS) {
            String comma = body.length() == 1 ? "" : ",";
            JsonObject changed = JsonObject.of(document);
            change(changed);
            body.append(comma).append("{\"ok\":").append(document).append('}');
            expected.append(comma).append("{\"ok\":").append(changed).append('}');
        }
        byte[] bytes = body.append(']').toString().getBytes(UTF_8);
        String led = expected.append(']').toString();
        EntryHandler handler = entry -> {
            change(entry.document());
            return EntryOutcome.replaced(entry.document());
        };

        for (int cut = 1; cut < bytes.length; cut++) {
            assertThat(Led.text(Led.inTwo(AnswerKind.OPEN_REVS.envelope(handler), bytes, cut)))
                    .isEqualTo(led);
        }
    }

    @Test
    void document_ofAnEntryWithTwo_isItsOwn() {
        List<String> found = new ArrayList<>();

        Led.whole(
                AnswerKind.CHANGES.envelope(noting(found)), "{\"results\":[{\"doc\":{\"a\":1},\"doc\":{\"b\":[2]}}]}");

        assertThat(found).containsExactly("{\"a\":1}", "{\"b\":[2]}");
    }

    @Test
    void document_afterOneOfThousandsOfMembers_isItsOwn() {
        JsonObject large = JsonObject.empty();
        for (int member = 0; member < 10_000; member++) {
            large.add(JsonName.of("m" + member), JsonSlice.TRUE);
        }
        List<String> found = new ArrayList<>();

        Led.whole(
                AnswerKind.OPEN_REVS.envelope(noting(found)),
                "[{\"ok\":{\"a\":1}},{\"ok\":" + large + "},{\"ok\":{\"b\":2}}]");

        assertThat(found).containsExactly("{\"a\":1}", large.toString(), "{\"b\":2}");
    }

    private static void change(JsonObject document) {
        document.remove(JsonName.of("a"));
        document.put(JsonName.of("b"), JsonSlice.NULL);
        JsonObject inner = document.object(JsonName.of("d"));
        if (inner != null) {
            inner.add(JsonName.of("added"), JsonSlice.TRUE);
        }
    }

    private static EntryHandler noting(List<String> found) {
        return entry -> {
            JsonObject document = entry.document();
            JsonObject read = JsonObject.ofValidated(entry.bytes(), entry.documentFrom(), entry.documentTo());
            assertThat(document.size()).isEqualTo(read.size());
            for (int member = 0; member < read.size(); member++) {
                assertThat(document.name(member)).isEqualTo(read.name(member));
                assertThat(document.value(member))
                        .hasToString(read.value(member).toString());
            }
            assertThat(entry.document()).isSameAs(document);
            found.add(document.toString());
            return EntryOutcome.unchanged();
        };
    }
}
