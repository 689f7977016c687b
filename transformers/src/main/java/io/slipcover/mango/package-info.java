/**
 * CouchDB's query language, decided as CouchDB 3.5 decides it: selectors, {@code fields}, {@code sort} and the body of
 * {@code _find}.
 *
 * <p>CouchDB's module of this name is written in Erlang, which shows: numbers are integers or floats, and strings are bytes to a regular
 * expression. What follows from that is kept, and named where it happens. What CouchDB does not take is an error of its kind, in words of
 * our own: a client hears CouchDB's, since CouchDB itself is asked to refuse.
 *
 * <p>A query is a client's, so whoever reads or decides one takes each piece of work from a {@link io.slipcover.budget.Budget}.
 */
@NullMarked
package io.slipcover.mango;

import org.jspecify.annotations.NullMarked;
