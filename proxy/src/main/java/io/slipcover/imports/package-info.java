/**
 * The import: it makes one document of the copies that the older ways of migration have left behind, a copy for each version. It knows no proxy
 * and no event loop.
 */
@NullMarked
package io.slipcover.imports;

import org.jspecify.annotations.NullMarked;
