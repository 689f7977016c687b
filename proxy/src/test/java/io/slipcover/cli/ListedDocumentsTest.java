package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListedDocumentsTest {
    private static final List<String> TWO = List.of("{\"a\":\"],}\\\"[\"}", "{\"b\":[1,[2,3]],\"c\":{}}");

    /** Hands out a few bytes at a time. */
    private static InputStream cut(String text, int size) {
        return new ByteArrayInputStream(text.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, size));
            }
        };
    }

    private static List<String> values(String text, int size) throws IOException {
        JsonStream stream = new JsonStream(new ListedDocuments(cut(text, size)));
        List<String> values = new ArrayList<>();
        while (stream.next()) {
            values.add(new String(stream.value(), UTF_8));
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s\n%s",
                " [ %s , %s ] ",
                "\uFEFF[%s,%s]",
                "{\"total_rows\":2,\"offset\":0,\"rows\":[\r\n%s,\r\n%s\r\n]}",
                "{\"rows\":[%s,%s],\"more\":[{}]}",
                "{\"docs\":[%s,%s],\"bookmark\":\"nil\"}",
                "{\"new_edits\":false,\"docs\":[%s,%s]}",
                "{\"last_seq\":\"4-x\",\"pending\":0,\"results\":[%s,%s]}"
            })
    void everyForm_cutAnywhere_givesTheDocuments(String form) throws IOException {
        String text = form.formatted(TWO.get(0), TWO.get(1));
        for (int size = 1; size <= text.length(); size++) {
            assertThat(values(text, size)).isEqualTo(TWO);
        }
    }

    @Test
    void documentWithAListOfItsOwn_isADocument() throws IOException {
        List<String> documents = List.of("{\"_id\":\"a\",\"rows\":[1,2]}", "{\"_id\":\"b\"}");
        assertThat(values(String.join("\n", documents), 7)).isEqualTo(documents);
    }

    @Test
    void longList_isNoLongerHeldThanAsked() throws IOException {
        String element = "{\"a\":\"" + "x".repeat(1_000) + "\"}";
        String text = "[" + (element + ",").repeat(99) + element + "]";
        assertThat(values(text, 4_096)).hasSize(100).containsOnly(element);
    }
}
