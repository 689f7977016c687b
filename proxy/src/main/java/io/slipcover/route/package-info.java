/** The reader of a request's head. It tells from method, path and query what a client asks for. */
@NullMarked
package io.slipcover.route;

import org.jspecify.annotations.NullMarked;
