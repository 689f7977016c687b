/** The todo app at three releases of its schema, and its demo. */
@NullMarked
package io.slipcover.example.todo;

import org.jspecify.annotations.NullMarked;
