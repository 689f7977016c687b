/** What changed between two releases, told to developers of clients. */
@NullMarked
package io.slipcover.changelog;

import org.jspecify.annotations.NullMarked;
