package io.slipcover.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;
import java.util.function.Consumer;

/**
 * The documents for measuring, equal in each run. All are of the newest version of {@link SampleSchema}. First come the
 * members that the schema's lenses look at, and then the members that make up this kind of document.
 */
public enum SampleDocument {
    BYTES_300(body -> body.string("note", 20)),
    KB_1(body -> body.mixed(1_000)),
    KB_10(body -> body.mixed(10_000)),
    KB_100(body -> body.mixed(100_000)),
    /** 1 kB, much of it Russian, Japanese and emoji. */
    NOT_ASCII_1KB(body -> body.notAscii(1_000)),
    /** 10 kB of the same. */
    NOT_ASCII_10KB(body -> body.notAscii(10_000)),
    /** 10 kB in some 600 members beside each other. */
    MANY_MEMBERS_10KB(body -> body.manyMembers(10_000)),
    /** 10 kB in four texts. */
    BIG_MEMBERS_10KB(body -> body.bigMembers(10_000)),
    /** 10 kB of measured values. */
    NUMBERS_10KB(body -> body.numbers(10_000));

    @SuppressWarnings("ImmutableEnumChecker") // Each writes to the body alone.
    private final Consumer<Body> rest;

    SampleDocument(Consumer<Body> rest) {
        this.rest = rest;
    }

    /**
     * One document of this kind. Documents with other numbers are as long, within a few bytes, and are about something
     * else.
     */
    byte[] bytes(int number) {
        Body body = new Body(new Random(1_000L * name().hashCode() + number));
        body.raw("_id", "\"%s:%07d\"".formatted(SampleSchema.TYPE, number));
        body.raw("_rev", "\"3-%016x%016x\"".formatted(body.random.nextLong(), body.random.nextLong()));
        body.raw("schema", "\"" + SampleSchema.TYPE + "\"");
        body.raw("version", Integer.toString(SampleSchema.NEWEST));
        SampleSchema.newestMembers().forEach(body::raw);
        rest.accept(body);
        return body.end().getBytes(UTF_8);
    }

    /** The members of a document as they are written, one behind the other. */
    private static final class Body {
        private static final String[] WORDS = {
            "the", "water", "plants", "before", "noon", "and", "call", "Ada", "about", "a", "new", "couch", "cover",
            "of", "linen", "that", "fits", "sofa", "in", "living", "room", "which", "is", "too", "old", "to", "be",
            "mended"
        };
        private static final String[] FOREIGN_WORDS = {
            "полить",
            "цветы",
            "до",
            "полудня",
            "и",
            "позвонить",
            "植物",
            "に",
            "水",
            "を",
            "やる",
            "ソファ",
            "カバー",
            "🛋",
            "été",
            "déjà",
            "vu"
        };

        private final Random random;
        private final StringBuilder text = new StringBuilder("{");
        private int added;

        Body(Random random) {
            this.random = random;
        }

        String end() {
            return text.append('}').toString();
        }

        void raw(String name, String value) {
            text.append(text.length() == 1 ? "" : ",")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(value);
        }

        void string(String name, int length) {
            raw(name, quoted(WORDS, length));
        }

        void mixed(int length) {
            do {
                raw(
                        numbered("createdAt"),
                        "\"2026-%02d-%02dT12:%02d:00.000Z\"".formatted(upTo(12), upTo(28), 9 + upTo(50)));
                string(numbered("note"), 180);
                raw(numbered("tags"), "[" + quoted(WORDS, 6) + "," + quoted(WORDS, 8) + "," + quoted(WORDS, 5) + "]");
                raw(numbered("place"), "{\"latitude\":%s,\"longitude\":%s}".formatted(decimal(), decimal()));
                raw(numbered("order"), Integer.toString(random.nextInt(100_000)));
                raw(numbered("urgent"), Boolean.toString(random.nextBoolean()));
                raw(numbered("parent"), "null");
                raw(numbered("path"), "\"C:\\\\lists\\\\" + upTo(9) + " \\\"home\\\"\"");
            } while (text.length() < length - 450);
            string("rest", length - text.length() - 10);
        }

        void notAscii(int length) {
            do {
                raw(numbered("note"), quoted(FOREIGN_WORDS, 60));
                raw(numbered("tags"), "[" + quoted(FOREIGN_WORDS, 6) + "," + quoted(FOREIGN_WORDS, 8) + "]");
                raw(numbered("order"), Integer.toString(random.nextInt(100_000)));
            } while (text.toString().getBytes(UTF_8).length < length - 150);
        }

        void manyMembers(int length) {
            while (text.length() < length) {
                raw(numbered("m"), Integer.toString(random.nextInt(1_000)));
                raw(numbered("flag"), Boolean.toString(random.nextBoolean()));
                string(numbered("s"), 4);
            }
        }

        void bigMembers(int length) {
            for (int i = 0; i < 4; i++) {
                string(numbered("text"), (length - 350) / 4);
            }
        }

        void numbers(int length) {
            while (text.length() < length) {
                StringBuilder values = new StringBuilder("[");
                for (int i = 0; i < 100; i++) {
                    values.append(i == 0 ? "" : ",").append(i % 3 == 0 ? Integer.toString(upTo(5_000)) : decimal());
                }
                raw(numbered("values"), values.append(']').toString());
            }
        }

        private String numbered(String name) {
            return name + added++;
        }

        private int upTo(int last) {
            return 1 + random.nextInt(last);
        }

        private String decimal() {
            return "%d.%04d"
                    .formatted(random.nextInt(180) - 90, random.nextInt(9_999) + 1)
                    .replaceAll("0+$", "");
        }

        private String quoted(String[] words, int length) {
            StringBuilder quoted = new StringBuilder("\"");
            while (quoted.length() <= length) {
                quoted.append(quoted.length() == 1 ? "" : " ").append(words[random.nextInt(words.length)]);
            }
            return quoted.append('"').toString();
        }
    }
}
