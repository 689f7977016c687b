/** A server that speaks CouchDB's API, chosen and started for tests and the demo. */
@NullMarked
package io.slipcover.testbed;

import org.jspecify.annotations.NullMarked;
