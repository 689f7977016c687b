/** Guesses the operations that lead older documents to newer ones, from examples of both. */
@NullMarked
package io.slipcover.guess;

import org.jspecify.annotations.NullMarked;
