package io.slipcover.json;

/** The count of the members and elements that a JSON value has on all its levels. The value may come in pieces. */
public final class MemberCount implements ByteSink {
    private final int most;
    private int commas;
    private boolean inString;
    private boolean escaped;

    /**
     * @param most how many there may be
     */
    public MemberCount(int most) {
        this.most = most;
    }

    /** Whether the value in these bytes, which are JSON, has more members and elements than so many. */
    public static boolean exceeds(int most, byte[] bytes, int from, int to) {
        if (to - from <= most) {
            return false; // Each takes a byte at least.
        }
        MemberCount count = new MemberCount(most);
        count.write(bytes, from, to - from);
        return count.isExceeded();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int at = offset; at < end && commas < most; at++) {
            byte found = bytes[at];
            if (escaped) {
                escaped = false;
            } else if (found == '"') {
                inString = !inString;
            } else if (inString) {
                escaped = found == '\\';
            } else if (found == ',') {
                commas++;
            }
        }
    }

    /** Whether there are more than there may be. */
    public boolean isExceeded() {
        return commas >= most;
    }
}
