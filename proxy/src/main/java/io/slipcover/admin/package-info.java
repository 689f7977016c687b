/** What operators ask: whether the proxy is alive. */
@NullMarked
package io.slipcover.admin;

import org.jspecify.annotations.NullMarked;
