/** Measurements of single parts of Slipcover, with JMH. */
@NullMarked
package io.slipcover.benchmarks;

import org.jspecify.annotations.NullMarked;
