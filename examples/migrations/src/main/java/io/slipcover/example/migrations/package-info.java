/** The stories of apps whose schemas changed, played by real PouchDBs. The tests are all that there is. */
@NullMarked
package io.slipcover.example.migrations;

import org.jspecify.annotations.NullMarked;
