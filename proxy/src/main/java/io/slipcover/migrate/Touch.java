package io.slipcover.migrate;

import io.slipcover.document.Readings;
import io.slipcover.json.JsonObject;

/**
 * The documents that get a new revision although they have the right shape, so that replicas fetch them again: a replica never fetches a
 * revision that it holds, however differently a changed lens shows it.
 */
public sealed interface Touch {
    /** Whether the document has to get a new revision. */
    boolean isDue(Readings now, JsonObject stored);

    /** None. */
    record None() implements Touch {
        @Override
        public boolean isDue(Readings now, JsonObject stored) {
            return false;
        }
    }

    /** Every document that some release sees through a lens or with a default. */
    record ThroughLenses() implements Touch {
        @Override
        public boolean isDue(Readings now, JsonObject stored) {
            return now.areThroughLenses(stored);
        }
    }

    /** Every document that some release read otherwise under an earlier configuration. */
    record Since(Readings before) implements Touch {
        @Override
        public boolean isDue(Readings now, JsonObject stored) {
            return now.differFrom(before, stored);
        }
    }
}
