/** Design documents whose functions see documents in the shape of one release. */
@NullMarked
package io.slipcover.design;

import org.jspecify.annotations.NullMarked;
