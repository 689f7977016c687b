/** Documents held against the lenses: what a real database would lose, found before anything is rolled out. Knows no connection of Netty's. */
@NullMarked
package io.slipcover.check;

import org.jspecify.annotations.NullMarked;
