/**
 * Queries: what CouchDB is asked for a client's {@code _find} or filtered {@code _changes}, and what the client is answered.
 *
 * <p>A {@link io.slipcover.find.Search} says which page of candidates it wants, is given them one by one, and writes those that are
 * results.
 */
@NullMarked
package io.slipcover.find;

import org.jspecify.annotations.NullMarked;
