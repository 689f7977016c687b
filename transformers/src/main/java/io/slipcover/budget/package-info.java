/** What one request may cost, and how it is told that it would cost more. */
@NullMarked
package io.slipcover.budget;

import org.jspecify.annotations.NullMarked;
