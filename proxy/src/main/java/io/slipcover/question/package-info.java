/** What Slipcover itself asks CouchDB, in a client's name and on its event loop. */
@NullMarked
package io.slipcover.question;

import org.jspecify.annotations.NullMarked;
