package io.slipcover.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a long command is: a bar where somebody looks on, otherwise a line now and then. */
interface Progress extends AutoCloseable {
    /** One more is done. */
    void step();

    @Override
    void close();

    /**
     * The progress of so many steps.
     *
     * @param task what is done, such as {@code todos}
     * @param lines where lines go if nobody looks on
     */
    static Progress of(String task, long steps, PrintWriter lines) {
        return isTerminal() ? new Bar(task, steps, System.err) : new Lines(task, steps, lines, Duration.ofSeconds(10));
    }

    /** Whether stderr is a terminal. Java tells that of stdin and stdout together alone. */
    private static boolean isTerminal() {
        try {
            return new ProcessBuilder("test", "-t", "2")
                            .redirectError(Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A bar that grows. */
    final class Bar implements Progress {
        private static final int WIDTH = 78;

        private final ProgressBar bar;

        Bar(String task, long steps, PrintStream terminal) {
            this.bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
                    .setUpdateIntervalMillis(200)
                    .build();
        }

        @Override
        public void step() {
            bar.step();
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** A line now and then, and one at the end. */
    final class Lines implements Progress {
        private final String task;
        private final long steps;
        private final PrintWriter lines;
        private final long pause;
        private final long began = System.nanoTime();
        private long last = began;
        private long done;

        Lines(String task, long steps, PrintWriter lines, Duration pause) {
            this.task = task;
            this.steps = steps;
            this.lines = lines;
            this.pause = pause.toNanos();
        }

        @Override
        public void step() {
            done++;
            long now = System.nanoTime();
            if (now - last >= pause) {
                last = now;
                tell(now);
            }
        }

        private void tell(long now) {
            long seconds = Duration.ofNanos(now - began).toSeconds();
            lines.println("%s: %d of %d documents after %d s".formatted(task, done, steps, seconds));
        }

        @Override
        public void close() {
            tell(System.nanoTime());
        }
    }
}
