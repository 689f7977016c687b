/** The todo app whose schema changes three times: the demo and its tour. */
@NullMarked
package io.slipcover.example.todo;

import org.jspecify.annotations.NullMarked;
