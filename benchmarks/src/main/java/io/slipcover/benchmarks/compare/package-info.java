/** Comparisons of whole programs: what one would put in front of CouchDB instead. */
@NullMarked
package io.slipcover.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
