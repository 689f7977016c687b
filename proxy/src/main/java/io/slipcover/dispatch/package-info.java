/** The decision about what becomes of a request. Slipcover makes it from the request's head, before anybody reads a byte of the body. */
@NullMarked
package io.slipcover.dispatch;

import org.jspecify.annotations.NullMarked;
