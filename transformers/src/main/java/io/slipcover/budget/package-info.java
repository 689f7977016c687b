/** The cost that one request may have, and the words for a request that would cost more. */
@NullMarked
package io.slipcover.budget;

import org.jspecify.annotations.NullMarked;
