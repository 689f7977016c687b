/** Cases of lenses, written out together with Java's answers, for another engine to be held against. */
@NullMarked
package io.slipcover.corpus;

import org.jspecify.annotations.NullMarked;
