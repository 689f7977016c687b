package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RefusalTest {
    private static void assertTold(Refusal refusal, String words, String sentence) {
        assertThat(refusal).hasToString(words);
        assertThat(refusal.sentence()).isEqualTo(sentence);
    }

    @Test
    void refusal_isToldInWordsAndInASentence() {
        assertTold(
                new Refusal(List.of("name"), "that is there beside", "group"),
                "name that is there beside group",
                "Slipcover refuses an edit in which `name` is there beside `group`.");
        assertTold(
                new Refusal(List.of("a", "b"), "that is no string", null),
                "a or b that is no string",
                "Slipcover refuses an edit in which `a` or `b` is no string.");
        assertTold(
                new Refusal(List.of("a"), "with a value that no pair holds", null),
                "a with a value that no pair holds",
                "Slipcover refuses an edit in which `a` has a value that no pair holds.");
        assertTold(
                new Refusal(List.of("a"), "that clients write differently from what is stored", null),
                "a that clients write differently from what is stored",
                "Slipcover refuses an edit in which clients write `a` differently from what is stored.");
        assertTold(
                new Refusal(List.of(), "what jsonata does not accept", null),
                "what jsonata does not accept",
                "Slipcover refuses an edit with what jsonata does not accept.");
    }
}
