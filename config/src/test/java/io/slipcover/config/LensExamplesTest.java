package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slipcover.json.JsonObject;
import io.slipcover.lens.Lens;
import io.slipcover.lens.LensException;
import io.slipcover.lens.LensPath;
import io.slipcover.lens.ReservedNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every example of docs/lenses.md and docs/jsonata.md: the operations of a yaml block on the documents of the text block below it. */
final class LensExamplesTest {
    private static final Path DOCUMENTATION = Path.of("../docs/lenses.md");
    private static final Path RECIPES = Path.of("../docs/jsonata.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("```yaml\\n(- .*?)```\\n+```text\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("(\\{.*?}|\\{.*})\\s+([⇄→←+])\\s+(.*)");
    private static final Pattern EDIT = Pattern.compile("(\\{.*})\\s+⇒\\s+(\\{.*})");

    /** The documents of an example, and the arrow between them; after {@code +}, the right one is the view that is written. */
    record Sides(String left, String arrow, String right, String result) {}

    record Example(String operations, String line) {
        Sides sides() {
            Matcher sides = LINE.matcher(line);
            assertThat(sides.matches()).isTrue();
            if (!sides.group(2).equals("+")) {
                return new Sides(sides.group(1), sides.group(2), sides.group(3), "");
            }
            Matcher edit = EDIT.matcher(sides.group(3));
            assertThat(edit.matches()).isTrue();
            return new Sides(sides.group(1), "+", edit.group(1), edit.group(2));
        }

        @Override
        public String toString() {
            return line;
        }
    }

    static List<Example> examples() throws IOException {
        return examples(DOCUMENTATION);
    }

    static List<Example> recipes() throws IOException {
        return examples(RECIPES);
    }

    private static List<Example> examples(Path page) throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher matcher = EXAMPLE.matcher(Files.readString(page));
        while (matcher.find()) {
            String operations = matcher.group(1);
            matcher.group(2).lines().forEach(line -> examples.add(new Example(operations, line)));
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource({"examples", "recipes"})
    void lens_exampleOfTheDocumentation_doesWhatItSays(Example example) {
        Lens lens = lens(example.operations());
        Sides sides = example.sides();
        String left = sides.left();
        String right = sides.right();
        LensPath up = LensPath.compile(List.of(lens), 1, 2);
        LensPath down = LensPath.compile(List.of(lens), 2, 1);
        switch (sides.arrow()) {
            case "⇄" -> {
                assertLeads(up, left, right);
                assertLeads(down, right, left);
            }
            case "→" -> assertLeads(up, left, right);
            case "←" -> assertLeads(down, right, left);
            default -> {
                JsonObject written = object(right);
                up.put(object(left), written);
                assertSame(written, sides.result());
            }
        }
    }

    @Test
    void recipes_tenOfThem_eachBothWaysAndWithABase() throws IOException {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        recipes()
                .forEach(example -> lines.computeIfAbsent(example.operations(), any -> new ArrayList<>())
                        .add(example.line()));

        assertThat(lines).hasSize(10);
        lines.forEach((operations, shown) -> assertThat(shown)
                .as(operations)
                .anyMatch(line -> line.contains("⇄"))
                .anyMatch(line -> line.contains("⇒")));
    }

    @Test
    void recipes_areWrittenAsCheckWantsThem() throws IOException {
        for (Example recipe : recipes()) {
            Problems problems = new Problems("slipcover.yaml");
            lens(recipe.operations(), problems);
            assertThat(problems.warnings()).as(recipe.operations()).isEmpty();
        }
    }

    @Test
    void documentation_everyOperation_hasAnExample() throws IOException {
        String text =
                String.join("\n", examples().stream().map(Example::operations).toList());

        assertThat(OperationReader.NAMES).isNotEmpty();
        for (String operation : OperationReader.NAMES) {
            assertThat(text).contains("- " + operation + ":");
        }
        assertThat(Stream.of("otherwise:", "partial:", "multiply:", "codec:", "key:"))
                .allMatch(text::contains);
    }

    private static void assertLeads(LensPath path, String from, String to) {
        JsonObject document = object(from);
        if (to.equals("error")) {
            assertThatExceptionOfType(LensException.class).isThrownBy(() -> path.apply(document));
        } else {
            path.apply(document);
            assertSame(document, to);
        }
    }

    private static void assertSame(JsonObject actual, String expected) {
        assertThat(actual.sameAs(object(expected)))
                .as("%s should be %s", actual, expected)
                .isTrue();
    }

    static Lens lens(String operations) {
        return lens(operations, new Problems("slipcover.yaml"));
    }

    private static Lens lens(String operations, Problems problems) {
        String file = "type: note\nfrom: 1\nto: 2\nlens:\n" + operations.indent(2);
        List<ParsedLens> parsed = new LensFileReader(types -> ReservedNames.ofDocument(Set.of()), problems)
                .read("note.yaml", file.getBytes(StandardCharsets.UTF_8));
        assertThat(problems.mistakes()).isEmpty();
        assertThat(parsed).hasSize(1);
        return parsed.get(0).lens();
    }

    private static JsonObject object(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return JsonObject.parse(bytes, 0, bytes.length);
    }
}
