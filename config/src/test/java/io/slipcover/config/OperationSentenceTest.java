package io.slipcover.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slipcover.json.JsonObject;
import io.slipcover.lens.Codec;
import io.slipcover.lens.ReservedNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the sentences against sentences.txt: an operation, and below it the sentence, and the sentences of the operations inside. */
final class OperationSentenceTest {
    private static final Path TABLE = Path.of("src/test/resources/sentences.txt");

    private record Case(String operation, List<String> sentences) {
        @Override
        public String toString() {
            return operation;
        }
    }

    static Stream<Case> cases() throws IOException {
        return Arrays.stream(Files.readString(TABLE).split("\n\n", -1))
                .map(String::strip)
                .map(text -> text.lines().toList())
                .map(lines -> new Case(lines.get(0), lines.subList(1, lines.size())));
    }

    private static List<LensStep> steps(String operation) {
        Problems problems = new Problems("slipcover.yaml");
        List<ParsedLens> lenses = new LensFileReader(types -> ReservedNames.ofDocument(Set.of()), problems)
                .read("note.yaml", ("type: note\nfrom: 1\nto: 2\nlens:\n" + operation + "\n").getBytes(UTF_8));
        assertThat(problems.mistakes()).isEmpty();
        return lenses.get(0).operations().stream().map(LensStep::of).toList();
    }

    private static Stream<String> sentences(LensStep step, String indent) {
        return Stream.concat(
                Stream.of(indent + step.sentence()),
                step.inner().stream().flatMap(inner -> sentences(inner, indent + "  ")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void operation_isToldInTheSentenceOfTheTable(Case one) {
        assertThat(steps(one.operation()).stream().flatMap(step -> sentences(step, "")))
                .isEqualTo(one.sentences());
    }

    @Test
    void table_holdsEveryOperation_everyConversion_andEveryCodec() throws IOException {
        String table = Files.readString(TABLE);

        assertThat(OperationReader.NAMES)
                .hasSizeGreaterThan(20)
                .allMatch(
                        name -> table.contains("- " + name + ":") || table.contains("[ " + name + ":"),
                        "an operation of the table");
        assertThat(ConvertReader.FORMS)
                .hasSizeGreaterThan(5)
                .allMatch(form -> table.contains(", " + form + ":"), "a conversion of the table");
        assertThat(Codec.values()).allMatch(codec -> table.contains("codec: " + codec.text()), "a codec of the table");
    }

    @Test
    void operationThatNoSentenceTellsOf_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OperationSentence.of("turn", new StepArguments(JsonObject.empty())))
                .withMessage("no sentence tells of the operation turn");
    }
}
