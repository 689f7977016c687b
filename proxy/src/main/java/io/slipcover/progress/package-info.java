/** How far a command is that takes its time: a bar where somebody looks at a terminal, plain lines elsewhere. */
@NullMarked
package io.slipcover.progress;

import org.jspecify.annotations.NullMarked;
