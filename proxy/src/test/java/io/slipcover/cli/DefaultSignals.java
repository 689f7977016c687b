package io.slipcover.cli;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The beginning of a command that starts a program with the signals HUP, INT and TERM not ignored. A program inherits from whoever starts
 * it which signals it ignores: under {@code nohup} the tests ignore HUP, and in the background of a script INT. A JVM never gives an
 * ignored signal a handler.
 */
final class DefaultSignals {
    /** GNU has the option since coreutils 8.31. */
    private static final List<String> ENV = List.of("env", "--default-signal=HUP,INT,TERM");

    /** For machines without that option, such as macOS. */
    private static final List<String> PERL =
            List.of("perl", "-e", "@SIG{qw(HUP INT TERM)} = ('DEFAULT') x 3; exec @ARGV or die", "--");

    private DefaultSignals() {}

    /** The first such beginning that works here. Where there is none, the program inherits what the tests ignore. */
    static List<String> launcher() throws InterruptedException {
        for (List<String> launcher : List.of(ENV, PERL)) {
            if (works(launcher)) {
                return launcher;
            }
        }
        return List.of();
    }

    private static boolean works(List<String> launcher) throws InterruptedException {
        try {
            return new ProcessBuilder(Stream.concat(launcher.stream(), Stream.of("true"))
                                    .toList())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
