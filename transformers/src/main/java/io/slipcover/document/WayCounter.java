package io.slipcover.document;

/** Whoever counts the ways that documents take. */
@FunctionalInterface
public interface WayCounter {
    /**
     * A document took a way.
     *
     * @param way the place of the way in {@link ReleaseView#ways}
     */
    void took(int way);
}
