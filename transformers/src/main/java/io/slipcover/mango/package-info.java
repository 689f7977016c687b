/**
 * CouchDB's query language, decided as CouchDB 3.5 decides it: selectors, {@code fields}, {@code sort} and the body of
 * {@code _find}.
 *
 * <p>CouchDB's module of this name is written in Erlang, which shows: numbers are integers or floats, strings are bytes to a regular
 * expression, and errors spell values as Erlang does. What follows from that is kept, and named where it happens.
 */
@NullMarked
package io.slipcover.mango;

import org.jspecify.annotations.NullMarked;
