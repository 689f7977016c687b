/** What databases hold: types, stored versions, and who can read them. Only reads. */
@NullMarked
package io.slipcover.stats;

import org.jspecify.annotations.NullMarked;
