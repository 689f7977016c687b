/** What operators are told: whether the proxy is alive, which documents are stuck, and how much of what has happened. */
@NullMarked
package io.slipcover.admin;

import org.jspecify.annotations.NullMarked;
