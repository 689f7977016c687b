package io.slipcover.lens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

final class TimestampsTest {
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX");

    @Property(tries = 100, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void formatAndParse_agreeWithJavaTime(@ForAll long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            long milliseconds = random.nextLong(FIRST, LAST + 1);
            OffsetDateTime utc = Instant.ofEpochMilli(milliseconds).atOffset(ZoneOffset.UTC);

            assertThat(Timestamps.format(milliseconds)).isEqualTo(utc.format(FORMAT));

            OffsetDateTime zoned =
                    utc.withOffsetSameInstant(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1080, 1081)));
            if (zoned.getYear() >= 0 && zoned.getYear() <= 9999) {
                assertThat(Timestamps.parse(zoned.format(FORMAT))).isEqualTo(milliseconds);
            }
        }
    }

    @Test
    void parse_oneCharacterChanged_neverFails() {
        String text = "2024-02-29T23:59:59.5+01:00";
        for (int i = 0; i < text.length(); i++) {
            for (char character : "0123456789-+:.TZtz é".toCharArray()) {
                String changed = text.substring(0, i) + character + text.substring(i + 1);
                long parsed = Timestamps.parse(changed);
                if (parsed != Timestamps.NONE) {
                    assertThat(Timestamps.parse(Timestamps.format(parsed))).isEqualTo(parsed);
                }
            }
            assertThat(Timestamps.parse(text.substring(0, i))).isEqualTo(Timestamps.NONE);
        }
    }
}
