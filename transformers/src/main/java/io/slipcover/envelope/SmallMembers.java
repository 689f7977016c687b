package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.Room;

/**
 * What is kept of an object that is too long to be held: its small members, such as an id, a revision, and that it is deleted. It takes the
 * object's bytes as they come and holds no more of them than is kept. They are expected to be JSON; of others it makes something else that
 * is none, or a JSON object with members that were there.
 */
final class SmallMembers implements ByteSink {
    /** Bytes of a name and its value. */
    private static final int LONGEST = 64 << 10;

    /** Bytes of everything that is kept. */
    private static final int MOST = 256 << 10;

    /** Bytes that are kept before only CouchDB's own members are: its deletion and its history stand behind all others. */
    private static final int MOST_OF_ALL = 128 << 10;

    private static final byte[] BEGIN = "{".getBytes(US_ASCII);
    private static final byte[] COMMA = ",".getBytes(US_ASCII);
    private static final byte[] END = "}".getBytes(US_ASCII);

    private final JsonBuffer kept;
    private final JsonBuffer member;
    private boolean isTooLong;
    private int depth;
    private boolean inString;
    private boolean escaped;

    /** @param room room for what is kept, until it is {@linkplain #free let go} */
    SmallMembers(Room room) {
        this.kept = new JsonBuffer(room);
        this.member = new JsonBuffer(room);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int to = offset + length;
        for (int at = offset; at < to; at++) {
            byte found = bytes[at];
            if (inString) {
                if (escaped) {
                    escaped = false;
                } else if (found == '\\') {
                    escaped = true;
                } else if (found == '"') {
                    inString = false;
                }
                continue;
            }
            switch (found) {
                case '"' -> inString = true;
                case '{', '[' -> {
                    depth++;
                    if (depth == 1) {
                        from = at + 1;
                    }
                }
                case '}', ']' -> {
                    depth--;
                    if (depth == 0) {
                        endMember(bytes, from, at);
                        from = to;
                    }
                }
                case ',' -> {
                    if (depth == 1) {
                        endMember(bytes, from, at);
                        from = at + 1;
                    }
                }
                default -> {}
            }
        }
        hold(bytes, from, to);
    }

    private void hold(byte[] bytes, int from, int to) {
        if (to - from > LONGEST - member.length()) {
            isTooLong = true;
        }
        if (!isTooLong) {
            member.write(bytes, from, to - from);
        }
    }

    private void endMember(byte[] bytes, int from, int to) {
        hold(bytes, from, to);
        int most = isCouchs() ? MOST : MOST_OF_ALL;
        if (!isTooLong && member.length() > 0 && member.length() < most - kept.length()) {
            kept.write(kept.length() == 0 ? BEGIN : COMMA, 0, 1);
            kept.write(member.array(), 0, member.length());
        }
        member.reset();
        isTooLong = false;
    }

    private boolean isCouchs() {
        byte[] bytes = member.array();
        int at = 0;
        while (at < member.length() && bytes[at] != '"') {
            at++;
        }
        return at + 1 < member.length() && bytes[at + 1] == '_';
    }

    /** Lets go of what has been kept. */
    void free() {
        kept.free();
        member.free();
    }

    /** Writes an object of what has been kept. */
    void writeTo(ByteSink out) {
        out.write(kept.length() == 0 ? BEGIN : kept.array(), 0, Math.max(1, kept.length()));
        out.write(END);
    }
}
