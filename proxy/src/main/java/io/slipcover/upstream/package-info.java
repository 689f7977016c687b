/**
 * Connections to CouchDB: the nodes, a pool for each event loop, and the listener for what CouchDB says on a
 * connection.
 */
@NullMarked
package io.slipcover.upstream;

import org.jspecify.annotations.NullMarked;
