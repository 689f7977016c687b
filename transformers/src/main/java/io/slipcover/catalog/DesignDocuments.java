package io.slipcover.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which design documents have the functions for clients of a release. */
public sealed interface DesignDocuments {
    /** Each design document has its own. */
    DesignDocuments OWN = new Named(Map.of());

    /** Whether another design document may answer where clients ask for one of this name. */
    boolean mayDiffer(String name);

    /**
     * The name of the design document that answers.
     *
     * @param name the design document's name that clients ask for, without {@code _design/}
     * @param made the end of the names of those design documents that Slipcover makes for the release
     */
    String answering(String name, String made);

    /** The rules as text, the same for the same design documents. */
    List<String> rules();

    /**
     * The schema's author names the others.
     *
     * @param others for a name that clients ask for, the name of the design document that answers
     */
    record Named(Map<String, String> others) implements DesignDocuments {
        public Named {
            others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
        }

        @Override
        public boolean mayDiffer(String name) {
            return others.containsKey(name);
        }

        @Override
        public String answering(String name, String made) {
            return requireNonNull(others.getOrDefault(name, name));
        }

        @Override
        public List<String> rules() {
            return new TreeMap<>(others)
                    .entrySet().stream()
                            .map(entry -> entry.getKey() + " is " + entry.getValue())
                            .toList();
        }
    }

    /** Of each design document Slipcover has made another one, whose functions see documents in the release's shape. */
    record Made() implements DesignDocuments {
        @Override
        public boolean mayDiffer(String name) {
            return true;
        }

        @Override
        public String answering(String name, String made) {
            return name.endsWith(made) ? name : name + made;
        }

        @Override
        public List<String> rules() {
            return List.of("made");
        }
    }
}
