package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

final class DelimiterSearchTest {
    /** What stands between delimiters, found in pieces. */
    private static List<String> split(String delimiter, String text, int... cuts) {
        DelimiterSearch search = new DelimiterSearch(delimiter.getBytes(ISO_8859_1));
        byte[] bytes = text.getBytes(ISO_8859_1);
        List<String> found = new ArrayList<>();
        JsonBuffer before = new JsonBuffer();
        int from = 0;
        for (int piece = 0; piece <= cuts.length; piece++) {
            int to = piece < cuts.length ? cuts[piece] : bytes.length;
            byte[] lent = new byte[to - from + 2];
            System.arraycopy(bytes, from, lent, 1, to - from);
            for (int at = 1; at < lent.length - 1; ) {
                at = search.search(lent, at, lent.length - 1, before);
                if (at == DelimiterSearch.NOT_FOUND) {
                    break;
                }
                found.add(text(before));
                before.reset();
            }
            from = to;
        }
        search.end(before);
        found.add(text(before));
        return found;
    }

    private static String text(JsonBuffer bytes) {
        return new String(bytes.array(), 0, bytes.length(), ISO_8859_1);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void search_cutAnywhereTwice_findsWhatTextSearchFinds(@ForAll long seed) {
        Random random = new Random(seed);
        for (String delimiter : List.of("\r\n--b", "--b", "----b-", "aabaaab", "aaaa", "ab", "--")) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 40) {
                text.append(
                        random.nextInt(3) == 0
                                ? delimiter.substring(0, 1 + random.nextInt(delimiter.length()))
                                : "\r\n-ab".charAt(random.nextInt(5)));
            }
            List<String> expected = List.of(text.toString().split(java.util.regex.Pattern.quote(delimiter), -1));
            for (int cut = 0; cut <= text.length(); cut++) {
                for (int other = cut; other <= text.length(); other += 3) {
                    assertThat(split(delimiter, text.toString(), cut, other)).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void search_byteByByte_findsWhatTextSearchFinds() {
        String text = "\r\n--\r\n--boundar\r\n--boundary\r\r\n\r\n--boundary--";
        int[] cuts = new int[text.length()];
        java.util.Arrays.setAll(cuts, index -> index);

        assertThat(split("\r\n--boundary", text, cuts)).containsExactly("\r\n--\r\n--boundar", "\r\r\n", "--");
    }
}
