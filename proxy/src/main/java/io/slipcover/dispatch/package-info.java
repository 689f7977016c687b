/**
 * The decision what becomes of a request. It is made from the request's head, before anybody reads a byte of the body.
 */
@NullMarked
package io.slipcover.dispatch;

import org.jspecify.annotations.NullMarked;
