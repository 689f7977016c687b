package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever happens to a configuration, it loads or its mistakes are told: no other exception comes out, and no empty report. */
final class DamagedConfigurationsTest {
    private static final Path SOUND = Path.of("src/test/resources/sound");
    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("damaged");
        Files.createDirectory(folder.resolve("lenses"));
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        for (String name : new String[] {"lenses/note.2-3.yaml", "lenses", "slipcover.yaml", ""}) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    /** What is done to a text: some of it, from a place on, is replaced. */
    private record Damage(double place, int length, String replacement) {
        String applyTo(String text) {
            int from = (int) (place * text.length());
            int to = Math.min(text.length(), from + length);
            return text.substring(0, from) + replacement + text.substring(to);
        }
    }

    @Provide
    Arbitrary<Damage> damage() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(
                                "", " ", "\n", "  ", "{", "}", "[", "]", ":", ": ", ", ", "- ", "\"", "'", "1", "null",
                                "*a", "&a ", "!x ", "${", "${A:-1}", "\u0007", "note", "name", "a", "?", "| ", "#",
                                "_"))
                .as(Damage::new);
    }

    @Property(tries = 300)
    void load_damagedFile_isToldOrLoads(@ForAll("damage") Damage first, @ForAll("damage") Damage second)
            throws IOException {
        String text = Files.readString(SOUND.resolve("design/slipcover.yaml"));

        load(second.applyTo(first.applyTo(text)), Files.readString(SOUND.resolve("warnings/lenses/note.2-3.yaml")));
    }

    @Property(tries = 300)
    void load_damagedLens_isToldOrLoads(@ForAll("damage") Damage first, @ForAll("damage") Damage second)
            throws IOException {
        String text = Files.readString(SOUND.resolve("warnings/lenses/note.2-3.yaml"));
        String main = """
                documents: { type: { field: type }, version: { field: v } }
                releases:
                  - { name: 1, clients: 1.x, types: { note: 2 } }
                  - { name: 2, clients: 2.x, types: { note: 3 } }
                """;

        load(main, second.applyTo(first.applyTo(text)));
    }

    private static void load(String main, String lens) throws IOException {
        Path file = folder.resolve("slipcover.yaml");
        Files.writeString(file, main);
        Files.writeString(folder.resolve("lenses/note.2-3.yaml"), lens);
        try {
            assertThat(Configuration.load(file, Map.of()).catalog().releases()).isNotEmpty();
        } catch (ConfigurationException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.line()).isBetween(1, main.length() + lens.length()));
        }
    }
}
