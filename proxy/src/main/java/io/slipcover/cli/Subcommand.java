package io.slipcover.cli;

import java.util.concurrent.Callable;

/**
 * A command of {@code slipcover}, such as {@code serve}.
 *
 * <p>A command carries picocli's {@code @Command(name = …, description = …)} and has a public constructor without
 * parameters. {@link Slipcover} lists the commands of this module. {@code
 * META-INF/services/io.slipcover.cli.Subcommand} names the commands of other modules on the class path, such as the
 * example's {@code demo}. All commands inherit {@code --help} and {@code --version}.
 *
 * <p>{@link #call} returns the exit status: 0 for success, 1 for a failure while running, 2 for wrong usage or
 * configuration. An exception gives 1. picocli's {@code ParameterException}, which is for wrong usage, gives 2.
 */
public interface Subcommand extends Callable<Integer> {}
