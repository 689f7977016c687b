package io.slipcover.document;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.TypeSpelling;
import io.slipcover.catalog.VersionRule;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNameTable;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.Add;
import io.slipcover.lens.Change;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.In;
import io.slipcover.lens.LensException;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Remove;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final VersionRule versions;
    private final JsonName field;

    /** The types that some release names, and the same as they stand in documents, so that they need not be decoded. */
    private final List<String> types;

    private final JsonNameTable typesInDocuments;

    /** The types whose lenses may change what tells them. */
    private final Set<String> severalNames;

    /** The versions of each type that some release names, ascending. */
    private final Map<String, int[]> named = new HashMap<>();

    Shapes(Catalog catalog) {
        this.catalog = catalog;
        this.versions = catalog.versionRule();
        this.field = versions.field();
        this.types = List.copyOf(catalog.types());
        this.typesInDocuments =
                new JsonNameTable(types.stream().map(JsonName::of).toList());
        this.severalNames =
                types.stream().filter(catalog.typeRule()::isToldInSeveralWays).collect(Collectors.toUnmodifiableSet());
        for (String type : types) {
            named.put(
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
        if (id != null ? isReserved(id) : isReserved(document.get(ID))) {
            return null;
        }
        String type = catalog.typeRule() instanceof TypeRule.ByField rule
                        && rule.path().isTop()
                ? typeByField(rule.path().top(), document)
                : typeByRule(id, document);
        return type != null && Tombstone.is(document) && isBare(type, document) ? null : type;
    }

    private @Nullable String typeByField(JsonName typeField, JsonObject document) {
        JsonValue value = document.get(typeField);
        int number = value == null ? -1 : typesInDocuments.numberOf(value);
        return number < 0 ? null : types.get(number);
    }

    private @Nullable String typeByRule(@Nullable String id, JsonObject document) {
        String type = catalog.typeRule().typeOf(id, document);
        return type != null && catalog.types().contains(type) ? type : null;
    }

    /**
     * Makes sure that lenses have led a document to one of the ways in which documents of its type are told. Other lenses than those of
     * types that are told in several ways cannot lead it elsewhere.
     *
     * @throws LensException where the document is now of another type, or of none
     */
    void requireType(String type, JsonObject led) {
        if (!isToldInSeveralWays(type)) {
            return;
        }
        String told = catalog.typeRule().typeOf(null, led);
        if (!type.equals(told)) {
            String expected = "the lenses are expected to make a document of the type '" + type + "'";
            throw new LensException(
                    "type", expected + (told == null ? ", not of none" : ", not of '" + told + "'"), expected);
        }
    }

    /** Whether lenses of a type may change what tells it. */
    boolean isToldInSeveralWays(String type) {
        return severalNames.contains(type);
    }

    private boolean isBare(String type, JsonObject tombstone) {
        List<MemberPath> telling = catalog.typeRule().looksAt(type);
        return Tombstone.isBare(
                tombstone,
                name -> !name.equals(field)
                        && telling.stream()
                                .anyMatch(path -> path.isTop() && path.top().equals(name)));
    }

    /**
     * The version of a stored document.
     *
     * @throws ShapeException where it cannot be told, or no release names it
     */
    int storedVersion(String type, JsonObject document) {
        int told = toldVersion(type, document);
        return told == UNTOLD ? named(type, versions.whenAbsent(), false) : told;
    }

    /**
     * The version that a document's number tells, or else its members by the rules of {@code recognise}; {@link #UNTOLD} where neither
     * does.
     *
     * @throws ShapeException where they cannot be understood, or no release names the version
     */
    int toldVersion(String type, JsonObject document) {
        JsonValue number = numberOf(document);
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
                    "%s: %s and the members do not agree".formatted(type, versions.path()));
        }
        return version;
    }

    /** Whether something stands where the version stands. */
    boolean hasNumber(JsonObject document) {
        return numberOf(document) != null;
    }

    /** Whether {@link #number} can surely write the version into a document. */
    boolean hasPlaceForNumber(JsonObject document) {
        return versions.path().isTop() || versions.path().host(document) != null;
    }

    private @Nullable JsonValue numberOf(JsonObject document) {
        return versions.path().isTop() ? document.get(field) : versions.path().get(document);
    }

    /** Gives a document the number of its version, where it has none, its members tell, and there is a place for it. */
    void numberIfKnown(String type, JsonObject document) {
        if (numberOf(document) == null) {
            List<Integer> matching = catalog.recognition().matching(type, document);
            JsonObject host = matching.size() == 1 ? versions.path().hostToWrite(document) : null;
            if (host != null) {
                host.add(versions.path().last(), versions.value(type, matching.get(0)));
            }
        }
    }

    /**
     * Writes the version: in its place where there is a number, at the end where there is none.
     *
     * @throws ShapeException where the document has something else than an object around the place
     */
    void number(String type, JsonObject document, int version) {
        JsonObject host = versions.path().hostToWrite(document);
        if (host == null) {
            String reason = "%s: expected an object around %s".formatted(type, versions.path());
            throw ShapeException.unclear(type, reason, reason);
        }
        JsonName name = versions.path().last();
        int index = host.indexOf(name);
        if (index < 0) {
            host.add(name, versions.value(type, version));
        } else if (!isWritten(type, host.value(index), version)) {
            host.set(index, versions.value(type, version));
        }
    }

    /** What writes the version for a client to see: in its place where there is a number, at the end where there is none. */
    List<Operation> showing(String type, int version) {
        if (versions.hidden()) {
            return hiding();
        }
        JsonValue number = versions.value(type, version);
        return showing(versions.path(), number);
    }

    private static List<Operation> showing(MemberPath path, JsonValue number) {
        if (!path.isTop()) {
            return List.of(
                    new Add(path.top(), JsonSlice.EMPTY_OBJECT), new In(path.top(), showing(path.rest(), number)));
        }
        return List.of(
                new ConvertPairs(path.top(), List.of(), new ConvertPairs.Pair(JsonSlice.NULL, number)),
                new Add(path.top(), number));
    }

    /** The change that {@link #showing(String, int)} makes. */
    List<Change> showingChanges(String type, int version) {
        return versions.hidden() ? hidingChanges() : known(versions.path(), versions.value(type, version));
    }

    /** The changes after which a value is known that stands at a path; objects on the way are made. */
    private static List<Change> known(MemberPath path, JsonValue value) {
        return path.isTop()
                ? List.of(new Change.Dropped(path.top()), new Change.Filled(path.top(), value))
                : List.of(
                        new Change.Filled(path.top(), JsonSlice.EMPTY_OBJECT),
                        new Change.Inside(path.top(), known(path.rest(), value)));
    }

    /** What takes the number away where clients never see it. */
    List<Operation> hiding() {
        return versions.hidden() ? List.of(new Remove(field, JsonSlice.NULL)) : List.of();
    }

    /** The change that {@link #hiding()} makes. */
    List<Change> hidingChanges() {
        return versions.hidden() ? List.of(new Change.Dropped(field)) : List.of();
    }

    /** The document's members without CouchDB's and without the version: what a client edits. */
    JsonObject body(JsonObject document) {
        JsonObject body = JsonObject.empty();
        for (int i = 0; i < document.size(); i++) {
            if (!isEnvelope(document.name(i))) {
                body.add(document.name(i), document.value(i));
            }
        }
        JsonValue around = versions.path().isTop() ? null : document.get(field);
        if (around != null) {
            JsonValue rest = without(around.copy(), versions.path().rest());
            if (rest.kind() != JsonKind.OBJECT || !rest.asObject().isEmpty()) {
                body.add(field, rest);
            }
        }
        return body;
    }

    private static JsonValue without(JsonValue value, MemberPath path) {
        if (value.kind() == JsonKind.OBJECT) {
            JsonObject object = value.asObject();
            JsonObject host = path.host(object);
            if (host != null) {
                host.remove(path.last());
            }
            return object;
        }
        return value;
    }

    /** Whether the member is CouchDB's or holds the version, so that a client may not mean what it writes there. */
    boolean isEnvelope(JsonName member) {
        return isCouch(member) || member.equals(field);
    }

    /** {@link #isEnvelope(JsonName)} of the member at a place. */
    boolean isEnvelope(JsonObject document, int index) {
        return isCouch(document, index) || document.hasName(index, field);
    }

    /** Whether the member at a place is CouchDB's. */
    static boolean isCouch(JsonObject document, int index) {
        return document.nameBeginsWith(index, '_');
    }

    /** Whether the member is CouchDB's. */
    static boolean isCouch(JsonName member) {
        return member.text().startsWith("_");
    }

    /** The version, where some release names it. */
    private int named(String type, int version, boolean fromNumber) {
        int[] ofType = requireNonNull(named.get(type), type);
        if (Arrays.binarySearch(ofType, version) < 0) {
            boolean newer = fromNumber && version > ofType[ofType.length - 1];
            throw ShapeException.unnamed(type, Integer.toString(version), newer);
        }
        return version;
    }

    private int recognised(String type, JsonObject document) {
        List<Integer> matching = catalog.recognition().matching(type, document);
        if (matching.size() > 1) {
            throw ShapeException.ofSeveralVersions(
                    type,
                    "%s: %s is missing, and its members are those of %s"
                            .formatted(type, versions.path(), listed(matching)),
                    "%s: %s is missing, and its members are those of several versions"
                            .formatted(type, versions.path()));
        }
        return matching.isEmpty() ? UNTOLD : matching.get(0);
    }

    private int numbered(String type, JsonValue value) {
        if (versions.spelling() != null) {
            return spelled(type, value, versions.spelling());
        }
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
                "%s: %s is %s, expected an integer from 1".formatted(type, versions.path(), shown(value)),
                "%s: %s is expected to be an integer from 1".formatted(type, versions.path()));
    }

    /** The version that stands beside the type, which is known to be there. */
    private static int spelled(String type, JsonValue value, TypeSpelling spelling) {
        TypeSpelling.Told told = requireNonNull(spelling.told(((JsonSlice) value).asString()), type);
        String digits = told.version();
        if (digits.startsWith("0")) {
            throw ShapeException.unclear(
                    type,
                    "%s: the version is written as %s, expected an integer from 1".formatted(type, shown(value)),
                    type + ": the version is expected to be an integer from 1");
        }
        if (digits.length() > 9) {
            throw ShapeException.unnamed(type, digits, true);
        }
        return Integer.parseInt(digits);
    }

    private boolean isWritten(String type, JsonValue value, int version) {
        return versions.spelling() == null ? isNumber(value, version) : value.sameAs(versions.value(type, version));
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
