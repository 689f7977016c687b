package io.slipcover.config;

/**
 * The limits on the head of a request.
 *
 * @param firstLine bytes of the first line
 * @param url bytes of the URL in it
 * @param headers bytes of all headers
 * @param count how many headers
 */
public record HeadLimits(int firstLine, int url, int headers, int count) {
    /** The limits of a configuration that names none. CouchDB takes no more headers either. */
    public static final HeadLimits DEFAULTS = new HeadLimits(64 * 1024, 64 * 1024, 64 * 1024, 999);

    public HeadLimits {
        if (firstLine < 1 || url < 1 || headers < 1 || count < 1) {
            throw new IllegalArgumentException(
                    "limits of a head: " + firstLine + ", " + url + ", " + headers + ", " + count);
        }
    }
}
