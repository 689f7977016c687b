/**
 * Hostile input. Each target takes any bytes, makes of them what strangers send, and compares what Slipcover makes of that with a slow and
 * simple second opinion.
 */
@NullMarked
package io.slipcover.fuzzing;

import org.jspecify.annotations.NullMarked;
