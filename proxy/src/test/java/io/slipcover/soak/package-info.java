/** A long run of the whole program under clients that behave badly, to see whether memory and descriptors come back. */
package io.slipcover.soak;
