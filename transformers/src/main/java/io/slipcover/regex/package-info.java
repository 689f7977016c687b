/**
 * Regular expressions over bytes, with the syntax and the meaning of PCRE as Erlang's module {@code re} uses it without options: a
 * character is a byte, and ISO 8859-1 says what a letter is. Java's own expressions differ in both.
 *
 * <p>{@link io.slipcover.regex.RegexParser} makes a tree of a pattern. {@link io.slipcover.regex.ProgramWriter} makes states of the tree.
 * {@link io.slipcover.regex.Automaton} follows all states that a text leads to at once, byte by byte. No text takes long, and no answer is
 * given up. The package refuses what a set of states cannot decide: back-references, look-around, recursion, and what else
 * {@link io.slipcover.regex.UnsupportedRegexException} names.
 */
@NullMarked
package io.slipcover.regex;

import org.jspecify.annotations.NullMarked;
