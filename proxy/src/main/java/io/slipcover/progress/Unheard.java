package io.slipcover.progress;

/** Progress that nobody looks at. */
public final class Unheard implements Progress {
    @Override
    public void expect(long total) {
        // Nobody looks.
    }

    @Override
    public void did(long steps) {
        // Nobody looks.
    }

    @Override
    public void close() {
        // There is nothing to end.
    }
}
