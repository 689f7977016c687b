/**
 * A client of CouchDB for commands: it reads databases in pages, with credentials from the environment or a netrc file. It knows no proxy and
 * no event loop.
 */
@NullMarked
package io.slipcover.couch;

import org.jspecify.annotations.NullMarked;
