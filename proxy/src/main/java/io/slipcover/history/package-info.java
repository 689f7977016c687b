/** How often each release was asked for, hour by hour: in memory, and in a file that outlives restarts. */
@NullMarked
package io.slipcover.history;

import org.jspecify.annotations.NullMarked;
