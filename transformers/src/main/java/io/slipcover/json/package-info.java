/** Bytes of JSON: scanning, objects as lists of members, writing. */
@NullMarked
package io.slipcover.json;

import org.jspecify.annotations.NullMarked;
