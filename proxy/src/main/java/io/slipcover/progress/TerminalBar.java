package io.slipcover.progress;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar with rate and time left, drawn over itself on the terminal that stderr is. */
final class TerminalBar implements Progress {
    private static final int WIDTH = 100;
    private static final int PAUSE_MILLISECONDS = 500;

    private final ProgressBar bar;

    TerminalBar(String task, String unit) {
        // Given the width, the library asks no terminal for it, which takes longer than reading a configuration.
        PrintStream stderr = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        this.bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(-1)
                .setUnit(" " + unit, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(PAUSE_MILLISECONDS)
                .setConsumer(new ConsoleProgressBarConsumer(stderr, WIDTH))
                .showSpeed()
                .setSpeedUnit(ChronoUnit.SECONDS)
                .build();
    }

    @Override
    public void expect(long total) {
        if (total > 0) {
            bar.maxHint(total);
        }
    }

    @Override
    public void did(long steps) {
        bar.stepBy(steps);
    }

    @Override
    public void close() {
        bar.close();
    }
}
