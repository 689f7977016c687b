/** Who used which release: read from access logs and from metrics. */
@NullMarked
package io.slipcover.usage;

import org.jspecify.annotations.NullMarked;
