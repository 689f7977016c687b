/** Which release serves a client, and what it says in the headers and tags of answers. */
@NullMarked
package io.slipcover.release;

import org.jspecify.annotations.NullMarked;
