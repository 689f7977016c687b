/** JSON Schemas of documents, one for each type and version. */
@NullMarked
package io.slipcover.schema;

import org.jspecify.annotations.NullMarked;
