/** A stored document into what a client of some release sees of it, and an edited view into a stored document. */
@NullMarked
package io.slipcover.document;

import org.jspecify.annotations.NullMarked;
