/** What operators have to know of what clients do: single documents in the log, and counters for the metrics. */
@NullMarked
package io.slipcover.report;

import org.jspecify.annotations.NullMarked;
