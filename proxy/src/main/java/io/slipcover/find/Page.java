package io.slipcover.find;

import org.jspecify.annotations.Nullable;

/**
 * A page of candidates that CouchDB is asked for.
 *
 * @param limit how many at most
 * @param skip how many are left out at its beginning
 * @param bookmark CouchDB's own, behind which it begins; null: at the beginning
 * @param idsOnly whether the candidates themselves are known
 */
public record Page(long limit, long skip, @Nullable String bookmark, boolean idsOnly) {}
