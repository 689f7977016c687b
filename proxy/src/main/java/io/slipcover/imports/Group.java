package io.slipcover.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The copies of one document, as they are read. */
final class Group {
    private final String id;
    private final List<Copy> copies = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private String leading = "";

    Group(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    List<Copy> copies() {
        return copies;
    }

    /** The copy of the newest release that is not deleted. */
    Optional<Copy> newest() {
        return copies.stream().filter(copy -> !copy.deleted()).max(Comparator.comparingInt(Copy::rank));
    }

    /** Why copies cannot be placed among the others, a line each. */
    List<String> refusals() {
        return refusals;
    }

    /** Notes that a copy was found, whatever becomes of it. */
    void found(Source source, String copy) {
        if (leading.isEmpty()) {
            leading = key(source, copy);
        }
    }

    /** Whether a copy was the first to be found: of several copies, this one alone leads to the document in a first reading. */
    boolean isLedBy(Source source, String copy) {
        return leading.equals(key(source, copy));
    }

    private static String key(Source source, String copy) {
        return source.database().name() + "\0" + copy;
    }
}
