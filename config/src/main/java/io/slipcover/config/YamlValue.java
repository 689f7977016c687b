package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a YAML file that knows where it stands. */
sealed interface YamlValue {
    Place place();

    /** What a message says was found: {@code the number 3}, {@code 'active'}, {@code a list}. */
    String description();

    /** What a scalar is under YAML's core schema. */
    enum Kind {
        NULL,
        BOOLEAN,
        NUMBER,
        STRING,
        /** Nothing that can be used, which was reported: an environment variable in it is not set. */
        BROKEN
    }

    /**
     * A scalar as it was spelt, environment variables put in.
     *
     * @param text the scalar's content, without quotes
     */
    record Scalar(Place place, Kind kind, String text) implements YamlValue {
        private static final int LONGEST_SHOWN = 60;

        public Scalar {
            requireNonNull(place, "place");
            requireNonNull(kind, "kind");
            requireNonNull(text, "text");
        }

        @Override
        public String description() {
            return switch (kind) {
                case NULL -> text.isEmpty() ? "nothing" : "null";
                case BOOLEAN -> text;
                case NUMBER -> "the number " + text;
                case STRING, BROKEN -> "'" + shortened() + "'";
            };
        }

        private String shortened() {
            String oneLine = text.replace("\n", "\\n");
            return oneLine.length() <= LONGEST_SHOWN ? oneLine : oneLine.substring(0, LONGEST_SHOWN) + "…";
        }
    }

    /** A list, in block or flow style. */
    record Sequence(Place place, List<YamlValue> elements) implements YamlValue {
        public Sequence {
            requireNonNull(place, "place");
            elements = List.copyOf(elements);
        }

        @Override
        public String description() {
            return elements.isEmpty() ? "an empty list" : "a list";
        }
    }

    /** A map, in the order of the file; no key stands in it twice. */
    record Mapping(Place place, List<Entry> entries) implements YamlValue {
        public Mapping {
            requireNonNull(place, "place");
            entries = List.copyOf(entries);
        }

        @Override
        public String description() {
            return entries.isEmpty() ? "an empty map" : "a map";
        }

        @Nullable
        Entry entry(String name) {
            for (Entry entry : entries) {
                if (entry.name().equals(name)) {
                    return entry;
                }
            }
            return null;
        }

        List<String> names() {
            List<String> names = new ArrayList<>();
            entries.forEach(entry -> names.add(entry.name()));
            return names;
        }
    }

    /** A key of a map and its value. */
    record Entry(Place place, String name, YamlValue value) {}
}
