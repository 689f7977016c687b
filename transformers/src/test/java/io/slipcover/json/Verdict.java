package io.slipcover.json;

import java.util.Arrays;

/** What a scanner says of some bytes: that they are one value, or where and why they are none. */
record Verdict(long refusedAt, String message) {
    private static final Verdict ACCEPTED = new Verdict(ScannerCase.ACCEPTED, "");

    static Verdict of(byte[] bytes) {
        return of(() -> JsonScanner.validate(bytes, 0, bytes.length, JsonLimits.DEFAULT_DEPTH));
    }

    static Verdict of(Runnable scan) {
        try {
            scan.run();
            return ACCEPTED;
        } catch (JsonFormatException refusal) {
            return new Verdict(refusal.offset(), String.valueOf(refusal.getMessage()));
        }
    }

    /** The verdict on bytes that arrive cut before each of these indexes, which ascend. */
    static Verdict ofPieces(byte[] bytes, Iterable<Integer> cuts) {
        return of(() -> {
            JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT_DEPTH);
            int consumed = 0;
            for (int cut : cuts) {
                if (consumed < cut && !scanner.isComplete()) {
                    consumed = scan(scanner, bytes, consumed, cut);
                }
            }
            if (!scanner.isComplete()) {
                consumed = scan(scanner, bytes, consumed, bytes.length);
            }
            scanner.finish();
            refuseMore(bytes, consumed);
        });
    }

    /** Scans a piece that stands in an array of its own, so that nobody can peek at the next one. */
    private static int scan(JsonScanner scanner, byte[] bytes, int from, int to) {
        byte[] piece = Arrays.copyOfRange(bytes, from, to);
        return from + scanner.scan(piece, 0, piece.length);
    }

    private static void refuseMore(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (!JsonBytes.isWhitespace(bytes[at])) {
                // The words are those of the whole slice's check.
                throw new JsonFormatException(at, trailing(bytes[at]));
            }
        }
    }

    private static String trailing(byte found) {
        return found > ' ' && found < 0x7F
                ? "found '" + (char) found + "', expected the end"
                : String.format("found byte 0x%02X, expected the end", found);
    }

    boolean isAccepted() {
        return refusedAt == ScannerCase.ACCEPTED;
    }
}
