package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The scanner against Jackson, on texts that are JSON and on texts that were. */
final class JsonScannerPropertiesTest {
    /** Bytes that have a meaning somewhere, to break texts with. */
    private static final byte[] NOTABLE = {
        '{',
        '}',
        '[',
        ']',
        ':',
        ',',
        '"',
        '\\',
        ' ',
        '\n',
        0,
        0x1F,
        0x7F,
        '0',
        '1',
        '9',
        '-',
        '+',
        '.',
        'e',
        'E',
        'u',
        't',
        'f',
        'n',
        'a',
        '/',
        (byte) 0x80,
        (byte) 0x9F,
        (byte) 0xA0,
        (byte) 0xBF,
        (byte) 0xC0,
        (byte) 0xC3,
        (byte) 0xE0,
        (byte) 0xED,
        (byte) 0xEF,
        (byte) 0xF0,
        (byte) 0xF4,
        (byte) 0xF5,
        (byte) 0xFF
    };

    @Provide
    Arbitrary<byte[]> json() {
        return JsonTexts.padded(JsonTexts.values()).map(text -> text.getBytes(UTF_8));
    }

    @Provide
    Arbitrary<byte[]> broken() {
        Arbitrary<List<Damage>> damages = Combinators.combine(
                        Arbitraries.of(Damage.Kind.class),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, NOTABLE.length - 1))
                .as((kind, place, index) -> new Damage(kind, place, NOTABLE[index]))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
        return Combinators.combine(json(), damages).as((bytes, list) -> {
            byte[] damaged = bytes;
            for (Damage damage : list) {
                damaged = damage.applyTo(damaged);
            }
            return damaged;
        });
    }

    @Provide
    Arbitrary<Set<Integer>> cuts() {
        return Arbitraries.integers().between(0, 200).set().ofMaxSize(12);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void validate_json_isAccepted(@ForAll("json") byte[] json) {
        assertThat(Verdict.of(json).message()).isEmpty();
        assertThat(JacksonOracle.accepts(json)).isTrue();
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void validate_damagedJson_isWhatJacksonSays(@ForAll("broken") byte[] broken) {
        assertThat(Verdict.of(broken).isAccepted()).isEqualTo(JacksonOracle.accepts(broken));
    }

    @Example
    void validate_letterOfAnotherAlphabetInAnEscape_isRefused() {
        byte[] json = "\"\\u000\u0436\"".getBytes(UTF_8);
        assertThat(Verdict.of(json).refusedAt()).isEqualTo(6);
        assertThat(JacksonOracle.accepts(json)).isFalse();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void scan_cutAnywhere_sameVerdict(@ForAll("broken") byte[] broken, @ForAll("cuts") Set<Integer> cuts) {
        List<Integer> within =
                new TreeSet<>(cuts).stream().filter(cut -> cut < broken.length).toList();

        assertThat(Verdict.ofPieces(broken, within)).isEqualTo(Verdict.of(broken));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void offset_ofARefusal_isThatOfTheFirstByteThatCannotBe(@ForAll("broken") byte[] broken) {
        Verdict verdict = Verdict.of(broken);
        if (!verdict.isAccepted() && verdict.refusedAt() < broken.length) {
            byte[] before = Arrays.copyOf(broken, (int) verdict.refusedAt());
            Verdict beforeVerdict = Verdict.of(before);

            // Nothing before it was wrong: if the text ended there, all that could be said is that it ends too early.
            assertThat(beforeVerdict.isAccepted() || beforeVerdict.refusedAt() == before.length)
                    .isTrue();
        }
    }

    /** One thing that can happen to bytes on their way. */
    private record Damage(Kind kind, double place, byte value) {
        enum Kind {
            REPLACE,
            INSERT,
            DELETE,
            TRUNCATE,
            REPEAT
        }

        byte[] applyTo(byte[] bytes) {
            int at = (int) (place * bytes.length);
            JsonBuffer out = new JsonBuffer();
            out.write(bytes, 0, at);
            switch (kind) {
                case REPLACE -> {
                    out.write(value);
                    from(bytes, at + 1, out);
                }
                case INSERT -> {
                    out.write(value);
                    from(bytes, at, out);
                }
                case DELETE -> from(bytes, at + 1, out);
                case REPEAT -> from(bytes, at / 2, out);
                case TRUNCATE -> {}
            }
            return out.toByteArray();
        }

        private static void from(byte[] bytes, int at, JsonBuffer out) {
            if (at < bytes.length) {
                out.write(bytes, at, bytes.length - at);
            }
        }
    }
}
