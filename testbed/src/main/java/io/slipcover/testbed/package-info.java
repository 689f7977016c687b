/**
 * A server that speaks CouchDB's API, chosen and started for tests and the demo.
 *
 * <p>{@link io.slipcover.testbed.CouchServer} takes the first of these that the machine offers: the server that the environment
 * variable {@code COUCHDB_URL} names; a CouchDB installed here ({@code COUCHDB_HOME}, else {@code /opt/couchdb}); CouchDB's
 * official image, where a Docker engine runs; express-pouchdb in memory, from npm, run by Node.
 */
@NullMarked
package io.slipcover.testbed;

import org.jspecify.annotations.NullMarked;
