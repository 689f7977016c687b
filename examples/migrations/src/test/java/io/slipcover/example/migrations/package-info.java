/** The stories of the example apps, played by real PouchDBs. */
@NullMarked
package io.slipcover.example.migrations;

import org.jspecify.annotations.NullMarked;
