/**
 * Questions about views, asked of stored documents: selectors, sort orders and indexes in a client's words become such in the words of
 * every stored shape.
 */
@NullMarked
package io.slipcover.query;

import org.jspecify.annotations.NullMarked;
