/** The ways from a stored document to a view that clients of some release see, and from an edited view to a stored document. */
@NullMarked
package io.slipcover.document;

import org.jspecify.annotations.NullMarked;
