/** The one budget for all that is held in memory, over all event loops. */
@NullMarked
package io.slipcover.memory;

import org.jspecify.annotations.NullMarked;
