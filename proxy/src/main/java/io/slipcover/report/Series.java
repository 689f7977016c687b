package io.slipcover.report;

import io.slipcover.document.Obstacle;

/**
 * A series of documents that are counted together. Everything that tells two series apart stands in the configuration,
 * so there are few series.
 */
public record Series(String type, int from, int to, String operation, String kind) {
    static Series of(Obstacle obstacle) {
        return new Series(
                obstacle.type(),
                obstacle.from(),
                obstacle.to(),
                obstacle.operation(),
                obstacle.kind().label());
    }
}
