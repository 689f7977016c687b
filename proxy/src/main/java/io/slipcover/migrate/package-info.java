/**
 * The migration: it rewrites stored documents to the shape of the store release, beside clients that go on editing. It knows no proxy and no event
 * loop.
 */
@NullMarked
package io.slipcover.migrate;

import org.jspecify.annotations.NullMarked;
