package io.slipcover.envelope;

import io.slipcover.json.ByteSink;

/** A body that nobody wants to look into. */
final class PassingEnvelope implements Envelope {
    static final PassingEnvelope INSTANCE = new PassingEnvelope();

    private PassingEnvelope() {}

    @Override
    public void feed(byte[] bytes, int from, int to, ByteSink out) {
        if (from < to) {
            out.write(bytes, from, to - from);
        }
    }

    @Override
    public void end(ByteSink out) {}
}
