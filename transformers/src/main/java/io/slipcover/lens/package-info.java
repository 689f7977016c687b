/** Lenses: the operations that lead a document from one version of its type to the next, back, and up again with its base. */
@NullMarked
package io.slipcover.lens;

import org.jspecify.annotations.NullMarked;
