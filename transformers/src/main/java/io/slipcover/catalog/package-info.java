/** Types, versions, releases and the versions of clients: what a schema consists of, and which part of it a client was built for. */
@NullMarked
package io.slipcover.catalog;

import org.jspecify.annotations.NullMarked;
