/** Connections to CouchDB: a pool for each event loop, and what is heard on a connection. */
@NullMarked
package io.slipcover.upstream;

import org.jspecify.annotations.NullMarked;
