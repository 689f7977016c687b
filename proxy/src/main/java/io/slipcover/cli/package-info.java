/** The command line: the program, its commands, and what the commands print. */
@NullMarked
package io.slipcover.cli;

import org.jspecify.annotations.NullMarked;
