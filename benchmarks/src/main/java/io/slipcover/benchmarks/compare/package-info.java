/** Comparisons of whole programs: Slipcover beside the programs that people would put in front of CouchDB instead. */
@NullMarked
package io.slipcover.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
