/**
 * Regular expressions over bytes, with the syntax and the meaning of PCRE as Erlang's module {@code re} uses it without options: a
 * character is a byte, and what a letter is says ISO 8859-1. Java's own expressions differ in both, and overflow the stack on long
 * subjects.
 *
 * <p>{@link io.slipcover.regex.RegexParser} makes a tree of a pattern, {@link io.slipcover.regex.RegexCompiler} a program of that, and
 * {@link io.slipcover.regex.RegexMatcher} runs it, backtracking, with a limit to its steps and its memory.
 */
@NullMarked
package io.slipcover.regex;

import org.jspecify.annotations.NullMarked;
