package io.slipcover.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RevisionTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "3-abc, 3-abc",
                "\"3-abc\", 3-abc",
                "3-abc~0123abcd, 3-abc",
                "\"3-abc~0123abcd\", 3-abc",
                "W/\"3-abc~0123abcd\", 3-abc",
                "| \"3-abc\" |, 3-abc",
                "3-abc~0123abc, 3-abc~0123abc",
                "3-abc~0123abcg, 3-abc~0123abcg",
                "\"3-abc, \"3-abc",
                "*, *",
                "||, ||",
            })
    void bare_whatAClientGives_asCouchTakesIt(String given, String expected) {
        assertThat(Revision.bare(given)).isEqualTo(expected);
    }

    @Test
    void parse_revision_generationAndDigits() {
        assertThat(Revision.parse("12-0a-b")).contains(new Revision(12, "0a-b"));
        assertThat(new Revision(12, "0a-b")).hasToString("12-0a-b");
        assertThat(Revision.parse("+012-a")).contains(new Revision(12, "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0-abc", "-1-abc", "1-", "1abc", "9999999999999999999-abc"})
    void parse_noRevision_empty(String text) {
        assertThat(Revision.parse(text)).isEmpty();
    }

    @Test
    void compareTo_generationsAndDigits_asCouchOrdersThem() {
        assertThat(Stream.of("10-a", "9-b", "9-a", "2-ff", "9-aa")
                        .map(text -> Revision.parse(text).orElseThrow())
                        .sorted()
                        .map(Revision::toString))
                .containsExactly("2-ff", "9-a", "9-aa", "9-b", "10-a");
    }
}
