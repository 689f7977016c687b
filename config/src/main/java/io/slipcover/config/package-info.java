/** {@code slipcover.yaml} and lens files into settings and a catalog; problems with line and column. */
@NullMarked
package io.slipcover.config;

import org.jspecify.annotations.NullMarked;
