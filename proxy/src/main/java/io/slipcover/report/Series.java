package io.slipcover.report;

import io.slipcover.document.Obstacle;

/** Documents that are counted together. All that tells series apart stands in the configuration, so that there are few of them. */
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
