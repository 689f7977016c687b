package io.slipcover.cli;

import java.util.concurrent.Callable;

/**
 * One command of {@code slipcover}, such as {@code serve}.
 *
 * <p>A command carries picocli's {@code @Command(name = …, description = …)} and has a public constructor without parameters.
 * Those of this module stand in {@link Slipcover}; those of other modules on the class path, such as the example's
 * {@code demo}, are named in {@code META-INF/services/io.slipcover.cli.Subcommand}. All inherit {@code --help} and
 * {@code --version}.
 *
 * <p>{@link #call} returns the exit status: 0 fine, 1 it failed while running, 2 wrong usage or configuration. An exception
 * is 1; picocli's {@code ParameterException}, for what is wrong with the usage, is 2.
 */
public interface Subcommand extends Callable<Integer> {}
