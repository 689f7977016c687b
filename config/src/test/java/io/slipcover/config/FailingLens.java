package io.slipcover.config;

import io.slipcover.lens.DocumentLens;
import java.util.Map;

/** A lens whose constructor fails. */
public final class FailingLens implements DocumentLens {
    public FailingLens() {
        throw new IllegalStateException("no connection");
    }

    @Override
    public Map<String, Object> forward(Map<String, Object> older) {
        return older;
    }

    @Override
    public Map<String, Object> backward(Map<String, Object> newer) {
        return newer;
    }
}
