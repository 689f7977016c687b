/** The lens table written anew, as an independent model, and the laws held against it. */
@NullMarked
package io.slipcover.lens.model;

import org.jspecify.annotations.NullMarked;
