/** The answers to operators: whether the proxy is alive, and how often things have happened. */
@NullMarked
package io.slipcover.admin;

import org.jspecify.annotations.NullMarked;
