/**
 * Where documents stand in CouchDB's bodies, found as the bytes stream through.
 *
 * <p>A {@link io.slipcover.envelope.Envelope} is what an answer wraps around documents: rows, changes, the results of
 * {@code _bulk_get}. What stands around the documents leaves as it came. An <em>entry</em> is one element of it (a row, a change) with the
 * document inside; an entry is held until it is complete, nothing else is.
 */
@NullMarked
package io.slipcover.envelope;

import org.jspecify.annotations.NullMarked;
