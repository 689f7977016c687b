package io.slipcover.document;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.TypeRule;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNameTable;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Add;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Remove;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the type and the version of documents, and writes the version. */
final class Shapes {
    /** No version: they begin with 1. */
    static final int UNTOLD = 0;

    private static final JsonName ID = JsonName.of("_id");
    private static final String DESIGN = "_design/";
    private static final String LOCAL = "_local/";
    private static final JsonNumber ONE = JsonNumber.of(1);
    private static final JsonNumber LARGEST = JsonNumber.of(Integer.MAX_VALUE);

    private final Catalog catalog;
    private final JsonName field;

    /** The types that some release names, and the same as they stand in documents, so that they need not be decoded. */
    private final List<String> types;

    private final JsonNameTable typesInDocuments;

    /** The versions of each type that some release names, ascending. */
    private final Map<String, int[]> versions = new HashMap<>();

    Shapes(Catalog catalog) {
        this.catalog = catalog;
        this.field = catalog.versionRule().field();
        this.types = List.copyOf(catalog.types());
        this.typesInDocuments =
                new JsonNameTable(types.stream().map(JsonName::of).toList());
        for (String type : types) {
            versions.put(
                    type,
                    catalog.versions(type).stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /**
     * The type of a document, or null where the document is none of ours: a bare tombstone, a design document, a local one, or of a
     * type that no release names.
     *
     * @param id the document's id where it is known from elsewhere; null: its {@code _id} counts
     */
    @Nullable
    String typeOf(@Nullable String id, JsonObject document) {
        if (Tombstone.is(document) && Tombstone.isBare(document, catalog.typeRule())) {
            return null;
        }
        if (id != null ? isReserved(id) : isReserved(document.get(ID))) {
            return null;
        }
        if (catalog.typeRule() instanceof TypeRule.ByField rule) {
            JsonValue value = document.get(rule.field());
            int number = value == null ? -1 : typesInDocuments.numberOf(value);
            return number < 0 ? null : types.get(number);
        }
        String type = catalog.typeRule().typeOf(id, document);
        return type != null && catalog.types().contains(type) ? type : null;
    }

    /**
     * The version of a stored document.
     *
     * @throws ShapeException where it cannot be told, or no release names it
     */
    int storedVersion(String type, JsonObject document) {
        int told = toldVersion(type, document);
        return told == UNTOLD ? named(type, catalog.versionRule().whenAbsent(), false) : told;
    }

    /**
     * The version that a document's number tells, or else its members by the rules of {@code recognise}; {@link #UNTOLD} where neither
     * does.
     *
     * @throws ShapeException where they cannot be understood, or no release names the version
     */
    int toldVersion(String type, JsonObject document) {
        JsonValue number = document.get(field);
        if (number == null) {
            int recognised = recognised(type, document);
            return recognised == UNTOLD ? UNTOLD : named(type, recognised, false);
        }
        int version = named(type, numbered(type, number), true);
        if (catalog.recognition().contradicts(type, version, document)) {
            String others = listed(catalog.recognition().matching(type, document));
            throw ShapeException.ofSeveralVersions(
                    type,
                    "%s %d: its members are those of %s".formatted(type, version, others),
                    "%s: %s and the members do not agree".formatted(type, field));
        }
        return version;
    }

    /** Gives a document the number of its version, where it has none and its members tell. */
    void numberIfKnown(String type, JsonObject document) {
        if (!document.has(field)) {
            List<Integer> matching = catalog.recognition().matching(type, document);
            if (matching.size() == 1) {
                document.add(field, JsonSlice.number(matching.get(0)));
            }
        }
    }

    /** Writes the version: in its place where there is a number, at the end where there is none. */
    void number(JsonObject document, int version) {
        int index = document.indexOf(field);
        if (index < 0) {
            document.add(field, JsonSlice.number(version));
        } else if (!isNumber(document.value(index), version)) {
            document.set(index, JsonSlice.number(version));
        }
    }

    /** What writes the version for a client to see: in its place where there is a number, at the end where there is none. */
    List<Operation> showing(int version) {
        if (catalog.versionRule().hidden()) {
            return hiding();
        }
        JsonValue number = JsonSlice.number(version);
        return List.of(
                new ConvertPairs(field, List.of(), new ConvertPairs.Pair(JsonSlice.NULL, number)),
                new Add(field, number));
    }

    /** What takes the number away where clients never see it. */
    List<Operation> hiding() {
        return catalog.versionRule().hidden() ? List.of(new Remove(field, JsonSlice.NULL)) : List.of();
    }

    /** Whether the member is CouchDB's or the version's, so that it is no part of what a client edits. */
    boolean isEnvelope(JsonName member) {
        return isCouch(member) || member.equals(field);
    }

    /** Whether the member is CouchDB's. */
    static boolean isCouch(JsonName member) {
        return member.text().startsWith("_");
    }

    /** The version, where some release names it. */
    private int named(String type, int version, boolean fromNumber) {
        int[] named = requireNonNull(versions.get(type), type);
        if (Arrays.binarySearch(named, version) < 0) {
            boolean newer = fromNumber && version > named[named.length - 1];
            throw ShapeException.unnamed(type, Integer.toString(version), newer);
        }
        return version;
    }

    private int recognised(String type, JsonObject document) {
        List<Integer> matching = catalog.recognition().matching(type, document);
        if (matching.size() > 1) {
            throw ShapeException.ofSeveralVersions(
                    type,
                    "%s: %s is missing, and its members are those of %s".formatted(type, field, listed(matching)),
                    "%s: %s is missing, and its members are those of several versions".formatted(type, field));
        }
        return matching.isEmpty() ? UNTOLD : matching.get(0);
    }

    private int numbered(String type, JsonValue value) {
        if (value.kind() == JsonKind.NUMBER) {
            int small = ((JsonSlice) value).asSmallInteger();
            if (small > 0) {
                return small;
            }
            JsonNumber number = ((JsonSlice) value).asNumber();
            if (number.isInteger() && number.compareTo(ONE) >= 0) {
                if (number.compareTo(LARGEST) > 0) {
                    throw ShapeException.unnamed(type, number.toString(), true);
                }
                return number.toBigDecimal().intValueExact();
            }
        }
        throw ShapeException.unclear(
                type,
                "%s: %s is %s, expected an integer from 1".formatted(type, field, shown(value)),
                "%s: %s is expected to be an integer from 1".formatted(type, field));
    }

    private static boolean isNumber(JsonValue value, int number) {
        if (value.kind() != JsonKind.NUMBER) {
            return false;
        }
        JsonSlice slice = (JsonSlice) value;
        int small = slice.asSmallInteger();
        return small >= 0 ? small == number : slice.asNumber().compareTo(JsonNumber.of(number)) == 0;
    }

    private static boolean isReserved(String id) {
        return id.startsWith(DESIGN) || id.startsWith(LOCAL);
    }

    private static boolean isReserved(@Nullable JsonValue id) {
        return id instanceof JsonSlice slice
                && (slice.isStringStartingWith(DESIGN) || slice.isStringStartingWith(LOCAL));
    }

    private static String shown(JsonValue value) {
        String text = value.toString();
        return text.codePointCount(0, text.length()) <= 40
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 39)) + "…";
    }

    private static String listed(List<Integer> versions) {
        return versions.stream().map(String::valueOf).collect(Collectors.joining(" and "));
    }
}
