/**
 * Queries: the questions that Slipcover asks CouchDB for a client's {@code _find} or filtered {@code _changes}, and the client's answer.
 *
 * <p>A {@link io.slipcover.find.Search} says which page of candidates it wants, takes the candidates one by one, and writes those that are
 * results.
 */
@NullMarked
package io.slipcover.find;

import org.jspecify.annotations.NullMarked;
