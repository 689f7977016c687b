/** The listening side: the server, its connections and their limits. */
@NullMarked
package io.slipcover.server;

import org.jspecify.annotations.NullMarked;
