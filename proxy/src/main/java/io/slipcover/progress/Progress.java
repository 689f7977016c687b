package io.slipcover.progress;

import java.io.IOException;
import java.io.PrintWriter;

/** How far a command is. May be told by several threads. */
public sealed interface Progress extends AutoCloseable permits ProgressLines, TerminalBar, Unheard {
    /** The number of steps there are in all, as far as anybody knows; 0: nobody knows. */
    void expect(long total);

    /** So many more steps are done. */
    void did(long steps);

    @Override
    void close();

    /**
     * Progress on stderr: a bar where stderr is a terminal, a line now and then elsewhere.
     *
     * @param err where the lines go
     * @param task what is done, in a few words
     * @param unit what is counted, such as {@code documents}
     */
    static Progress onStderr(PrintWriter err, String task, String unit) {
        return stderrIsTerminal()
                ? new TerminalBar(task, unit)
                : new ProgressLines(err, task, unit, ProgressLines.PAUSE);
    }

    /** Java itself tells that of stdin and stdout alone, and from version 22 on of neither. */
    private static boolean stderrIsTerminal() {
        try {
            Process test = new ProcessBuilder("test", "-t", "2")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return test.waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
