/** What operators ask: whether the proxy is alive, and how much of what has happened. */
@NullMarked
package io.slipcover.admin;

import org.jspecify.annotations.NullMarked;
