package io.slipcover.json;

/**
 * Checks one string as its bytes arrive: escapes, control characters, UTF-8. It looks at eight bytes at a time and stops only at those
 * that need a look.
 */
final class JsonStringScanner {
    private static final int TEXT = 0;
    private static final int ESCAPE = 1;
    private static final int HEX = 2;
    private static final int CONTINUATION = 3;
    private static final int CLOSED = 4;

    /** Up to so many bytes, a string is looked through word by word; a longer one in blocks. */
    private static final int SHORT = 32;

    private int state = CLOSED;
    private boolean escaped;

    /** Bytes that the escape or character at hand still wants. */
    private int wanted;

    private int lowestContinuation;
    private int highestContinuation;

    boolean isClosed() {
        return state == CLOSED;
    }

    /** The index of the first byte from here on that is more than text in ASCII: the closing quote, in most strings. */
    static int endOfText(byte[] bytes, int from, int to) {
        int lastWord = to - Long.BYTES;
        int at = from;
        // Most strings are short. What is longer goes by in blocks, up to the one that has something in it.
        if (at <= lastWord) {
            long hits = JsonWords.notable(JsonWords.read(bytes, at));
            if (hits != 0) {
                return at + JsonWords.bytesBefore(hits);
            }
            at += Long.BYTES;
        }
        int lastBlock = to - JsonWords.BLOCK;
        while (at <= lastBlock && JsonWords.isText(bytes, at)) {
            at += JsonWords.BLOCK;
        }
        while (at <= lastWord) {
            long hits = JsonWords.notable(JsonWords.read(bytes, at));
            if (hits != 0) {
                return at + JsonWords.bytesBefore(hits);
            }
            at += Long.BYTES;
        }
        while (at < to && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /** The index of the quote that closes a string, from behind the opening one on, with no look at the text before it; {@code to}: none. */
    static int closingQuote(byte[] bytes, int from, int to) {
        int at = from;
        while (true) {
            at = quote(bytes, at, to);
            if (at == to) {
                return to;
            }
            int backslashes = at; // The opening quote ends them at the latest.
            while (bytes[backslashes - 1] == '\\') {
                backslashes--;
            }
            if ((at - backslashes) % 2 == 0) {
                return at;
            }
            at++;
        }
    }

    /** The index of the first quote from here on, escaped or not; {@code to}: there is none. */
    private static int quote(byte[] bytes, int from, int to) {
        int lastWord = to - Long.BYTES;
        int at = from;
        int endOfShort = Math.min(lastWord, from + SHORT);
        while (at <= endOfShort) {
            long hits = JsonWords.quote(JsonWords.read(bytes, at));
            if (hits != 0) {
                return at + JsonWords.bytesBefore(hits);
            }
            at += Long.BYTES;
        }
        int lastBlock = to - JsonWords.BLOCK;
        while (at <= lastBlock && JsonWords.hasNoQuote(bytes, at)) {
            at += JsonWords.BLOCK;
        }
        while (at <= lastWord) {
            long hits = JsonWords.quote(JsonWords.read(bytes, at));
            if (hits != 0) {
                return at + JsonWords.bytesBefore(hits);
            }
            at += Long.BYTES;
        }
        while (at < to && bytes[at] != '"') {
            at++;
        }
        return at;
    }

    /** Scans on from behind the opening quote, or from any byte of the text behind that. */
    int begin(byte[] bytes, int from, int to, long origin) {
        state = TEXT;
        escaped = false;
        return text(bytes, from, to, origin);
    }

    /** Whether there was an escape so far. */
    boolean isEscaped() {
        return escaped;
    }

    /**
     * Scans on.
     *
     * @param origin what has to be added to an index for the offset that an error names
     * @return the index behind the closing quote, or {@code to}
     */
    int resume(byte[] bytes, int from, int to, long origin) {
        int at = from;
        while (at < to && state != CLOSED) {
            at = switch (state) {
                case TEXT -> text(bytes, at, to, origin);
                case ESCAPE -> escape(bytes, at, origin);
                case HEX -> hexDigits(bytes, at, to, origin);
                default -> continuations(bytes, at, to, origin);
            };
        }
        return at;
    }

    private int text(byte[] bytes, int from, int to, long origin) {
        int lastWord = to - Long.BYTES;
        int at = from;
        while (at < to) {
            if (at <= lastWord) {
                long hits = JsonWords.notable(JsonWords.read(bytes, at));
                if (hits == 0) {
                    at += Long.BYTES;
                    continue;
                }
                at += JsonWords.bytesBefore(hits);
            }
            byte found = bytes[at++];
            if (found == '"') {
                state = CLOSED;
                return at;
            }
            if (found < 0) {
                int behind = skipCharacters(bytes, at - 1, to);
                if (behind >= at) {
                    at = behind;
                } else {
                    beginCharacter(bytes, at - 1, origin);
                    at = continuations(bytes, at, to, origin);
                }
            } else if (found == '\\') {
                state = ESCAPE;
                escaped = true;
                if (at < to) {
                    at = escape(bytes, at, origin);
                }
            } else if (found < ' ') {
                throw new JsonFormatException(
                        origin + at - 1, String.format("control character 0x%02X in a string", found));
            }
            if (state != TEXT) {
                return at;
            }
        }
        return at;
    }

    private int escape(byte[] bytes, int at, long origin) {
        switch (bytes[at]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> state = TEXT;
            case 'u' -> {
                state = HEX;
                wanted = 4;
            }
            default -> throw JsonFormatException.unexpected(origin + at, bytes[at], expected());
        }
        return at + 1;
    }

    private int hexDigits(byte[] bytes, int from, int to, long origin) {
        for (int at = from; at < to; at++) {
            if (Character.digit(bytes[at], 16) < 0) {
                throw JsonFormatException.unexpected(origin + at, bytes[at], expected());
            }
            wanted--;
            if (wanted == 0) {
                state = TEXT;
                return at + 1;
            }
        }
        return to;
    }

    /**
     * Skips characters of two and three bytes, and single spaces between them, as long as they are right and far enough from the end.
     * What it does not skip is looked at byte by byte. Bytes are signed: one that continues a character is less than 0xC0.
     */
    private static int skipCharacters(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to - 2) {
            byte lead = bytes[at];
            byte second = bytes[at + 1];
            if (lead == ' ' && second < 0) {
                at++;
            } else if (lead >= (byte) 0xC2 && lead < (byte) 0xE0 && second < (byte) 0xC0) {
                at += 2;
            } else if (lead >= (byte) 0xE0
                    && lead < (byte) 0xF0
                    && second < (byte) 0xC0
                    && bytes[at + 2] < (byte) 0xC0
                    && (lead != (byte) 0xE0 || second >= (byte) 0xA0)
                    && (lead != (byte) 0xED || second < (byte) 0xA0)) {
                at += 3;
            } else {
                return at;
            }
        }
        return at;
    }

    /** Looks at the first byte of a character above U+007F; RFC 3629, section 4, tells which bytes may follow it. */
    private void beginCharacter(byte[] bytes, int at, long origin) {
        int lead = bytes[at] & 0xFF;
        lowestContinuation = 0x80;
        highestContinuation = 0xBF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            wanted = 1;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            wanted = 2;
            if (lead == 0xE0) {
                lowestContinuation = 0xA0;
            } else if (lead == 0xED) {
                highestContinuation = 0x9F;
            }
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            wanted = 3;
            if (lead == 0xF0) {
                lowestContinuation = 0x90;
            } else if (lead == 0xF4) {
                highestContinuation = 0x8F;
            }
        } else {
            throw notUtf8(bytes, at, origin);
        }
        state = CONTINUATION;
    }

    private int continuations(byte[] bytes, int from, int to, long origin) {
        for (int at = from; at < to; at++) {
            int found = bytes[at] & 0xFF;
            if (found < lowestContinuation || found > highestContinuation) {
                throw notUtf8(bytes, at, origin);
            }
            lowestContinuation = 0x80;
            highestContinuation = 0xBF;
            wanted--;
            if (wanted == 0) {
                state = TEXT;
                return at + 1;
            }
        }
        return to;
    }

    private static JsonFormatException notUtf8(byte[] bytes, int at, long origin) {
        return new JsonFormatException(origin + at, String.format("byte 0x%02X is not UTF-8 there", bytes[at]));
    }

    /** What has to come next. */
    String expected() {
        return switch (state) {
            case ESCAPE -> "one of \"\\/bfnrtu behind a backslash";
            case HEX -> "a hexadecimal digit";
            default -> "the rest of a string";
        };
    }
}
