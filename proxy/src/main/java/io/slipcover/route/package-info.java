/** Method, path and query of a request into what is asked. */
@NullMarked
package io.slipcover.route;

import org.jspecify.annotations.NullMarked;
