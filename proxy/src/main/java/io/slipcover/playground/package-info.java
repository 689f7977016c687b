/** The playground at the admin address: a page, and what the page asks. It tries lenses on one document, and stores nothing. */
@NullMarked
package io.slipcover.playground;

import org.jspecify.annotations.NullMarked;
