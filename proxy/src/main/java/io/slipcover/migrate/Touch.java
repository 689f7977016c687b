package io.slipcover.migrate;

import io.slipcover.catalog.Catalog;
import io.slipcover.document.Readings;
import io.slipcover.json.JsonObject;

/**
 * The documents that get a new revision although they have the right shape, so that replicas fetch them again: a replica never fetches a
 * revision that it holds, however differently a changed lens shows it.
 */
public sealed interface Touch {
    /** Whether the document has to get a new revision. */
    boolean isDue(Readings now, JsonObject stored);

    /** The text that differs wherever other documents may be due, so that a checkpoint counts for the same touch alone. */
    String digest();

    /** The same for a database, whose documents may have types of their own. */
    default Touch in(String database) {
        return this;
    }

    /** None. */
    record None() implements Touch {
        @Override
        public boolean isDue(Readings now, JsonObject stored) {
            return false;
        }

        @Override
        public String digest() {
            return "none";
        }
    }

    /** Every document that some release sees through a lens or with a default. */
    record ThroughLenses() implements Touch {
        @Override
        public boolean isDue(Readings now, JsonObject stored) {
            return now.areThroughLenses(stored);
        }

        @Override
        public String digest() {
            return "through lenses";
        }
    }

    /** Every document that some release read otherwise under an earlier configuration. */
    final class Since implements Touch {
        private final Catalog before;
        private final Readings readings;

        /**
         * @param before the schema of the earlier configuration
         */
        public Since(Catalog before) {
            this.before = before;
            this.readings = new Readings(before);
        }

        @Override
        public boolean isDue(Readings now, JsonObject stored) {
            return now.differFrom(readings, stored);
        }

        @Override
        public String digest() {
            return "since" + Schema.releases(before);
        }

        @Override
        public Touch in(String database) {
            return before.typeRule().asksForDatabase() ? new Since(before.in(database)) : this;
        }
    }
}
