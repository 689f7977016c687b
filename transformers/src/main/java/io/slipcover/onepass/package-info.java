/**
 * Entries of answers that are led through in one pass over their bytes. Documents of a stream have the same names in the same order, mostly.
 * What a view does to such documents is worked out once, as a {@link io.slipcover.onepass.DocumentPlan}: text that stays, and text that
 * stands in the place of other text. An {@link io.slipcover.onepass.OnePass} compares names, steps over values, and writes.
 *
 * <p>It knows one outcome, which is that all is well. Whatever else an entry is goes the general way from the entry's first byte, and what
 * that way does is right.
 */
@NullMarked
package io.slipcover.onepass;

import org.jspecify.annotations.NullMarked;
