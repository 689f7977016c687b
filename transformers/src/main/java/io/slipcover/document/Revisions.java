package io.slipcover.document;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A revision and as many of its ancestors as are told, as in CouchDB's {@code _revisions}.
 *
 * @param newestFirst the revision itself, then its parent, and so on; never empty
 */
public record Revisions(List<Revision> newestFirst) {
    private static final JsonName REVISION = JsonName.of("_rev");
    static final JsonName REVISIONS = JsonName.of("_revisions");
    private static final JsonName START = JsonName.of("start");
    private static final JsonName IDS = JsonName.of("ids");
    private static final JsonNumber LARGEST = JsonNumber.of(1_000_000_000_000_000_000L);

    public Revisions {
        newestFirst = List.copyOf(newestFirst);
        if (newestFirst.isEmpty()) {
            throw new IllegalArgumentException("a history without a revision");
        }
    }

    /**
     * The history that a document tells: its {@code _revisions}, or else its {@code _rev} alone. Empty where it tells neither, or in a
     * form that CouchDB would not take.
     */
    public static Optional<Revisions> of(JsonObject document) {
        JsonValue revisions = document.get(REVISIONS);
        if (revisions == null) {
            return string(document.get(REVISION)).flatMap(Revision::parse).map(Revisions::of);
        }
        return revisions.kind() == JsonKind.OBJECT ? read(revisions.copy().asObject()) : Optional.empty();
    }

    /** A revision without ancestors. */
    public static Revisions of(Revision revision) {
        return new Revisions(List.of(revision));
    }

    /** The revision itself. */
    public Revision revision() {
        return newestFirst.get(0);
    }

    /** The parent, where it is told. */
    public Optional<Revision> parent() {
        return newestFirst.stream().skip(1).findFirst();
    }

    /** The ancestors that are told, the parent first, no more than a number of them. */
    public List<Revision> ancestors(int atMost) {
        return newestFirst.subList(1, (int) Math.min(newestFirst.size(), 1L + atMost));
    }

    /** Whether there is no ancestor, told or not. */
    public boolean isFirst() {
        return revision().generation() == 1;
    }

    private static Optional<Revisions> read(JsonObject revisions) {
        JsonArray ids = revisions.array(IDS);
        long start = integer(revisions.get(START));
        if (ids == null || ids.isEmpty() || start < ids.size()) {
            return Optional.empty();
        }
        List<Revision> history = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Optional<String> digits = string(ids.get(i)).filter(text -> !text.isEmpty());
            if (digits.isEmpty()) {
                return Optional.empty();
            }
            history.add(new Revision(start - i, digits.get()));
        }
        return Optional.of(new Revisions(history));
    }

    private static long integer(@Nullable JsonValue value) {
        if (value == null || value.kind() != JsonKind.NUMBER) {
            return 0;
        }
        JsonNumber number = ((JsonSlice) value).asNumber();
        return number.isInteger() && number.compareTo(LARGEST) < 0 && number.sign() > 0
                ? number.toBigDecimal().longValueExact()
                : 0;
    }

    private static Optional<String> string(@Nullable JsonValue value) {
        return value != null && value.kind() == JsonKind.STRING
                ? Optional.of(((JsonSlice) value).asString())
                : Optional.empty();
    }
}
