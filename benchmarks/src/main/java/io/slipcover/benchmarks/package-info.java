/** Measurements of single parts of the program. */
@NullMarked
package io.slipcover.benchmarks;

import org.jspecify.annotations.NullMarked;
