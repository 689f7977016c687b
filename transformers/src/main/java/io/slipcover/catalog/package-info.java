/** The schema: types, versions and releases, and which release a client was built for. */
@NullMarked
package io.slipcover.catalog;

import org.jspecify.annotations.NullMarked;
