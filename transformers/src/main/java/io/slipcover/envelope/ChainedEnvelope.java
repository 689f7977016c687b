package io.slipcover.envelope;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.ByteSink;

/** Two envelopes, one behind the other. */
record ChainedEnvelope(Envelope first, Envelope second) implements Envelope {
    ChainedEnvelope {
        requireNonNull(first, "first");
        requireNonNull(second, "second");
    }

    @Override
    public void feed(byte[] bytes, int from, int to, ByteSink out) {
        first.feed(bytes, from, to, into(out));
    }

    @Override
    public void end(ByteSink out) {
        first.end(into(out));
        second.end(out);
    }

    private ByteSink into(ByteSink out) {
        return (bytes, offset, length) -> second.feed(bytes, offset, offset + length, out);
    }
}
