/**
 * CouchDB's query language, decided as CouchDB 3.5 decides it: selectors, {@code fields}, {@code sort} and the body of {@code _find}.
 *
 * <p>CouchDB's module of this name is written in Erlang, which shows: numbers are integers or floats, and regular expressions read strings
 * as bytes. Slipcover keeps the consequences, and comments name them where they occur. What CouchDB does not take is an error of its kind,
 * in Slipcover's words. A client hears CouchDB's words, because Slipcover asks CouchDB itself to refuse.
 *
 * <p>A query is a client's. So a {@link io.slipcover.budget.Budget} pays for each piece of work of the code that reads or decides one.
 */
@NullMarked
package io.slipcover.mango;

import org.jspecify.annotations.NullMarked;
