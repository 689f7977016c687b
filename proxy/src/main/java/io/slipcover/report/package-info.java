/**
 * The reports to operators about what clients do: lines about single documents in the log, and counters for the
 * metrics.
 */
@NullMarked
package io.slipcover.report;

import org.jspecify.annotations.NullMarked;
