/**
 * The reader of {@code slipcover.yaml} and lens files. It makes settings and a catalog of them, and tells problems with
 * line and column.
 */
@NullMarked
package io.slipcover.config;

import org.jspecify.annotations.NullMarked;
