/**
 * The testbed: it chooses and starts a server that speaks CouchDB's API, for tests and the demo.
 *
 * <p>{@link io.slipcover.testbed.CouchServer} takes the first server that the machine offers: the server that the
 * environment variable {@code COUCHDB_URL} names; a CouchDB that is installed on this machine ({@code COUCHDB_HOME},
 * else {@code /opt/couchdb}); CouchDB's official image, where a Docker engine runs; express-pouchdb in memory, from
 * npm, on Node.
 */
@NullMarked
package io.slipcover.testbed;

import org.jspecify.annotations.NullMarked;
