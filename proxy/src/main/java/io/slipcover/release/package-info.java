/** The release that serves a client: how it is chosen, and what it adds to the headers and tags of answers. */
@NullMarked
package io.slipcover.release;

import org.jspecify.annotations.NullMarked;
