/** What becomes of a request: decided from its head, before a byte of its body is read. */
@NullMarked
package io.slipcover.dispatch;

import org.jspecify.annotations.NullMarked;
