/**
 * What becomes of one document: how each release sees it, what is stored of an edit, and where parts of that come from. For those who try
 * lenses without a proxy.
 */
@NullMarked
package io.slipcover.transform;

import org.jspecify.annotations.NullMarked;
