package io.slipcover.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory the proxy may hold for its clients.
 *
 * @param percent the share of the memory that the JVM has; 0: the size counts
 * @param bytes the size, where the share is 0
 */
public record MemoryShare(int percent, long bytes) {
    /** What a value has to look like. */
    static final String EXPECTED = "a share from 1% to 80%, or a size such as 512MB";

    private static final int LARGEST = 80;
    private static final Pattern PERCENT = Pattern.compile("([1-9][0-9]?)%");

    public MemoryShare {
        if (percent < 0 || percent > LARGEST || (percent == 0 && bytes < 1)) {
            throw new IllegalArgumentException("limits: memory: " + percent + "% or " + bytes);
        }
    }

    /** So many hundredths of the memory. */
    public static MemoryShare ofPercent(int percent) {
        return new MemoryShare(percent, 0);
    }

    /** So many bytes. */
    public static MemoryShare ofBytes(long bytes) {
        return new MemoryShare(0, bytes);
    }

    /** Whether a text is meant for a share, and no size. */
    static boolean isPercent(String text) {
        return text.endsWith("%");
    }

    /**
     * The share that a text such as {@code 40%} names.
     *
     * @throws IllegalArgumentException where it names none
     */
    static MemoryShare parse(String text) {
        Matcher matcher = PERCENT.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > LARGEST) {
            throw new IllegalArgumentException("expected " + EXPECTED + ", found '" + text + "'");
        }
        return ofPercent(Integer.parseInt(matcher.group(1)));
    }

    /** How many bytes that is where there are so many; of a size, never more than the largest share. */
    public long of(long available) {
        return percent == 0 ? Math.min(bytes, available / 100 * LARGEST) : available / 100 * percent;
    }
}
