package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Inputs that are made of kept ones by chance: bytes and words come, go, stand twice, or come from another input. */
final class Mutations {
    private static final String NOTABLE =
            "{}[]:,\"\\ \n\r\t\0\u001F\u007F019-+.eEutfna/%?&;=#*()|^$\u0080\u00BF\u00C3\u00ED\u00F4\u00FF";
    private static final List<String> WORDS = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "\"_id\":",
            "\"doc\":",
            "\"ok\":",
            "\"rows\":",
            "\"results\":",
            "\"docs\":",
            "\\u0000",
            "\\uD800",
            "1e400",
            "-0",
            "99999999999999999999",
            "\r\n\r\n",
            "\r\n--",
            "--",
            "\u00C3\u00A9",
            "\u00ED\u00A0\u0080",
            "%2F",
            "%5F",
            "//",
            "..",
            "_all_docs",
            "_design",
            "$gt",
            "$not",
            "$elemMatch",
            "$regex",
            "(?:",
            "{2,3}",
            "data: ",
            ": ",
            "&a ",
            "*a");

    private final List<byte[]> kept;
    private final Random random;

    Mutations(List<byte[]> kept, Random random) {
        this.kept = kept;
        this.random = random;
    }

    byte[] next() {
        byte[] input = any();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            input = changed(input);
        }
        return input;
    }

    private byte[] any() {
        return kept.get(random.nextInt(kept.size()));
    }

    private byte[] changed(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int length = Math.min(input.length - at, 1 + random.nextInt(random.nextInt(8) == 0 ? 64 : 4));
        return switch (random.nextInt(8)) {
            case 0 -> with(input, at, at, character());
            case 1 -> with(input, at, at + length, character());
            case 2 -> with(input, at, at + length, "");
            case 3 -> with(input, at, at, WORDS.get(random.nextInt(WORDS.size())));
            case 4 -> with(input, at, at, text(input, at, at + length));
            case 5 -> with(input, at, input.length, "");
            case 6 -> with(input, at, at, text(input, at, at + length).repeat(1 + random.nextInt(9)));
            default -> spliced(input, at);
        };
    }

    private byte[] spliced(byte[] input, int at) {
        byte[] other = any();
        return with(input, at, input.length, text(other, random.nextInt(other.length + 1), other.length));
    }

    private String character() {
        return random.nextInt(4) == 0
                ? String.valueOf((char) random.nextInt(256))
                : String.valueOf(NOTABLE.charAt(random.nextInt(NOTABLE.length())));
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, ISO_8859_1);
    }

    private static byte[] with(byte[] input, int from, int to, String between) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(input, 0, from);
        out.writeBytes(between.getBytes(ISO_8859_1));
        out.write(input, to, input.length - to);
        return out.toByteArray();
    }
}
