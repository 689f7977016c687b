package io.slipcover.design;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of a schema that a made design document needs: the types of its release, and what leads their documents. What says nothing of
 * shapes stays out, such as the days on which releases end, and so do releases that bring no shape. So the design document's text changes
 * only where documents may look different, and CouchDB does not build its indexes anew for anything else.
 */
final class NeededLenses {
    private static final JsonName RELEASES = JsonName.of("releases");
    private static final JsonName STORE = JsonName.of("store");
    private static final JsonName NAME = JsonName.of("name");
    private static final JsonName TYPES = JsonName.of("types");
    private static final JsonName DEFAULTS = JsonName.of("defaults");
    private static final JsonName LENSES = JsonName.of("lenses");
    private static final JsonName FROM = JsonName.of("from");
    private static final JsonName TO = JsonName.of("to");
    private static final JsonName OPERATIONS = JsonName.of("operations");
    private static final JsonName NESTED = JsonName.of("lens");
    private static final JsonName TYPE = JsonName.of("type");
    private static final JsonName TELLING = JsonName.of("telling");
    private static final JsonName SEVERAL_WAYS = JsonName.of("severalWays");

    /** The members of a schema that say something of each type. */
    private static final List<JsonName> BY_TYPE = List.of(JsonName.of("recognise"), JsonName.of("reserved"), LENSES);

    /** The operations whose code only Slipcover itself can run. */
    private static final Set<String> BOUND = Set.of("jsonata", "java");

    private final JsonObject lenses;
    private final String release;
    private final JsonArray releases;

    /** The types of the release. */
    private final JsonObject types;

    private NeededLenses(JsonObject lenses, String release) {
        this.lenses = lenses;
        this.release = release;
        this.releases = requireNonNull(lenses.array(RELEASES));
        this.types = typesOf(release);
    }

    /**
     * The part of a schema.
     *
     * @param lenses the schema as the command {@code lenses} writes it
     * @param release the name of one of its releases
     * @throws CannotMakeDesignException where a lens of it runs code that cannot travel
     */
    static JsonObject of(JsonObject lenses, String release) throws CannotMakeDesignException {
        NeededLenses needed = new NeededLenses(lenses, release);
        needed.refuseBound();
        JsonObject part = lenses.copy();
        part.put(RELEASES, needed.releases());
        for (JsonName name : BY_TYPE) {
            JsonObject each = part.object(name);
            if (each != null) {
                part.put(name, needed.ofTypes(each));
            }
        }
        needed.keepTypes(requireNonNull(part.object(TYPE)));
        return part;
    }

    /** Leaves out of the rule for types what it says of other types one by one. */
    private void keepTypes(JsonObject rule) {
        rule.put(TELLING, ofTypes(requireNonNull(rule.object(TELLING))));
        JsonArray named = requireNonNull(rule.array(SEVERAL_WAYS));
        JsonArray kept = JsonArray.empty();
        for (int index = 0; index < named.size(); index++) {
            if (types.has(JsonName.of(((JsonSlice) named.get(index)).asString()))) {
                kept.add(named.get(index));
            }
        }
        rule.put(SEVERAL_WAYS, kept);
    }

    private JsonObject typesOf(String name) {
        for (int index = 0; index < releases.size(); index++) {
            JsonObject each = requireNonNull(releases.object(index));
            if (name.equals(each.string(NAME))) {
                return requireNonNull(each.object(TYPES));
            }
        }
        throw new IllegalArgumentException("the schema has no release " + name);
    }

    /** The release, the one that is stored, and the first that has a version of a type. */
    private JsonArray releases() {
        Set<String> shapes = new HashSet<>();
        JsonArray kept = JsonArray.empty();
        for (int index = 0; index < releases.size(); index++) {
            JsonObject each = requireNonNull(releases.object(index));
            String name = each.string(NAME);
            JsonObject versions = ofTypes(requireNonNull(each.object(TYPES)));
            boolean brings = false;
            for (int type = 0; type < versions.size(); type++) {
                brings |= shapes.add(versions.name(type).text() + " " + versions.value(type));
            }
            if (brings || release.equals(name) || requireNonNull(name).equals(lenses.string(STORE))) {
                JsonObject part = JsonObject.empty();
                part.add(NAME, requireNonNull(each.get(NAME)));
                part.add(TYPES, versions);
                JsonObject defaults = each.object(DEFAULTS);
                if (defaults != null) {
                    part.add(DEFAULTS, ofTypes(defaults));
                }
                kept.add(part);
            }
        }
        return kept;
    }

    private JsonObject ofTypes(JsonObject byType) {
        JsonObject kept = JsonObject.empty();
        for (int index = 0; index < byType.size(); index++) {
            if (types.has(byType.name(index))) {
                kept.add(byType.name(index), byType.value(index));
            }
        }
        return kept;
    }

    private void refuseBound() throws CannotMakeDesignException {
        JsonObject byType = ofTypes(requireNonNull(lenses.object(LENSES)));
        for (int type = 0; type < byType.size(); type++) {
            JsonArray ofType = requireNonNull(byType.array(type));
            for (int index = 0; index < ofType.size(); index++) {
                JsonObject lens = requireNonNull(ofType.object(index));
                refuseBound(
                        "%s %s to %s".formatted(byType.name(type).text(), lens.get(FROM), lens.get(TO)),
                        requireNonNull(lens.array(OPERATIONS)));
            }
        }
    }

    private static void refuseBound(String lens, JsonArray operations) throws CannotMakeDesignException {
        for (int index = 0; index < operations.size(); index++) {
            JsonObject operation = requireNonNull(operations.object(index));
            String name = operation.name(0).text();
            if (BOUND.contains(name)) {
                throw new CannotMakeDesignException(
                        "the lens %s has the operation '%s', whose code cannot travel in a design document: write that lens with other operations"
                                .formatted(lens, name));
            }
            JsonObject arguments = operation.object(0);
            JsonArray inner = arguments == null ? null : arguments.array(NESTED);
            if (inner != null) {
                refuseBound(lens, inner);
            }
        }
    }
}
