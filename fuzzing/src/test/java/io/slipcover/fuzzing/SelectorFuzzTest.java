package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.slipcover.budget.Budget;
import io.slipcover.budget.LimitException;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.MangoException;
import io.slipcover.mango.Selector;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Selectors. Where the first byte of an input is even, the rest is a selector, a line feed and a document: reading and matching end within a
 * budget, and what Slipcover would send to CouchDB means the same. Where it is odd, the bytes choose a question and a document, and
 * {@link Question} says whether the document is an answer.
 */
final class SelectorFuzzTest implements FuzzTarget {
    private static final long STEPS = 2_000_000;

    @Override
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    public void holds(byte[] bytes) {
        Input input = new Input(bytes);
        if (input.choice(2) == 0) {
            byte[] selector = input.line().getBytes(ISO_8859_1);
            staysWithinTheBudget(selector, input.rest());
        } else {
            Question question = Question.from(input, 3);
            String document = Question.document(input);
            assertThat(Selector.parse(JsonValue.of(question.json())).matches(JsonValue.of(document)))
                    .as("%s for %s", question.json(), document)
                    .isEqualTo(question.isAnsweredBy(document));
        }
    }

    private static void staysWithinTheBudget(byte[] written, byte[] document) {
        Budget budget = Budget.of("query-budget", STEPS);
        Selector selector;
        JsonValue value;
        try {
            value = JsonValue.parse(document, 0, document.length);
            selector = Selector.parse(JsonValue.parse(written, 0, written.length), budget);
            selector.requireDecidable();
        } catch (JsonFormatException | MangoException | LimitException refused) {
            return;
        }
        String meaning = verdict(selector, value, budget);
        Selector again =
                Selector.parse(JsonValue.of(new String(selector.toJson().toBytes(), UTF_8)));
        assertThat(verdict(again, value, Budget.of("query-budget", STEPS)))
                .as("%s", selector.toJson())
                .isEqualTo(meaning);
    }

    private static String verdict(Selector selector, JsonValue document, Budget budget) {
        try {
            return String.valueOf(selector.matches(document, budget));
        } catch (MangoException failure) {
            return "fails";
        } catch (LimitException limit) {
            return limit.limit();
        }
    }
}
