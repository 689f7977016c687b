/**
 * JSON as the bytes that arrived: scanning, objects and arrays as lists over those bytes, and writing.
 *
 * <p>Nothing here turns a document into a tree of its own. {@link io.slipcover.json.JsonScanner} checks bytes once, on their way in;
 * {@link io.slipcover.json.JsonObject} and {@link io.slipcover.json.JsonArray} then remember where their members stand, and what is
 * not looked into is written as it came.
 */
@NullMarked
package io.slipcover.json;

import org.jspecify.annotations.NullMarked;
