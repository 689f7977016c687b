/** One request and its answer, from the first byte to the last. */
@NullMarked
package io.slipcover.exchange;

import org.jspecify.annotations.NullMarked;
