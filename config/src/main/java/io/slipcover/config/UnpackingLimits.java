package io.slipcover.config;

/**
 * The limits on the body of a request that comes packed, in {@code gzip}.
 *
 * @param bytes how many bytes may come of it
 * @param ratio how many times its own size may come of it; the first megabyte does not count
 */
public record UnpackingLimits(long bytes, int ratio) {
    /** The limits of a configuration that names none. JSON seldom packs better than 1 to 50, and gzip packs 1 to 1,000 at most. */
    public static final UnpackingLimits DEFAULTS = new UnpackingLimits(1L << 30, 200);

    public UnpackingLimits {
        if (bytes < 1 || ratio < 1) {
            throw new IllegalArgumentException("limits of unpacking: " + bytes + ", " + ratio);
        }
    }
}
