/** The command line: the program, its commands, and what they print. */
@NullMarked
package io.slipcover.cli;

import org.jspecify.annotations.NullMarked;
