/** The documents that clients write, alone and in batches, and the bases of edits. */
@NullMarked
package io.slipcover.write;

import org.jspecify.annotations.NullMarked;
