package io.slipcover.design;

import static java.util.Objects.requireNonNull;

import io.slipcover.couch.CouchDb;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The way of a made design document into a database. It replaces what Slipcover has made before under the same name, and nothing else.
 * The design document that was made for the same release by older lenses stays, because a Slipcover may still use it. Only its {@code
 * validate_doc_update} goes, because that would refuse what newer lenses bring, and the new one holds in its place.
 */
public final class Upload {
    private static final JsonName REVISION = JsonName.of("_rev");

    private final CouchDb couch;
    private final String path;
    private final DesignDocument design;

    /**
     * @param database the name of the database
     */
    public Upload(CouchDb couch, String database, DesignDocument design) {
        this.couch = couch;
        this.path = "/" + CouchDb.encoded(database);
        this.design = design;
    }

    /**
     * What was found and done.
     *
     * @param written whether the design document was not there already, to the letter
     * @param older the names of those that older lenses made of the same one for the same release
     * @param validatesStored whether the original one is there and validates documents, too, as they are stored
     */
    public record Outcome(boolean written, List<String> older, boolean validatesStored) {
        public Outcome {
            older = List.copyOf(older);
        }
    }

    /**
     * Writes the design document.
     *
     * @throws CannotMakeDesignException where one of the same name is there that Slipcover has not made
     */
    public Outcome run() throws IOException, InterruptedException, CannotMakeDesignException {
        Map<String, JsonObject> there = designs();
        JsonObject before = there.get(design.id());
        if (before != null && before.object(DesignDocument.MARK) == null) {
            throw new CannotMakeDesignException("%s%s: expected none, or one that Slipcover has made, found another one"
                    .formatted(path.substring(1) + "/", design.id()));
        }
        boolean written = before == null || !without(before, REVISION).sameAs(design.json());
        if (written) {
            put(design.id(), design.json(), before);
        }
        List<String> older = new ArrayList<>();
        for (Map.Entry<String, JsonObject> each : there.entrySet()) {
            if (!each.getKey().equals(design.id()) && isMadeOfTheSame(each.getValue())) {
                older.add(each.getKey());
                if (each.getValue().has(MadeDocument.VALIDATION)) {
                    put(each.getKey(), without(each.getValue(), MadeDocument.VALIDATION), each.getValue());
                }
            }
        }
        JsonObject original = there.get(design.madeOf());
        return new Outcome(written, older, original != null && original.has(MadeDocument.VALIDATION));
    }

    private Map<String, JsonObject> designs() throws IOException, InterruptedException {
        Map<String, JsonObject> designs = new TreeMap<>();
        couch.rows(
                path + "/_all_docs?include_docs=true&startkey=%22_design%2F%22&endkey=%22_design0%22",
                null,
                (row, exceeded) -> {
                    String id = row.string(JsonName.of("id"));
                    JsonObject document = row.object(JsonName.of("doc"));
                    if (id != null && document != null) {
                        designs.put(id, document);
                    }
                });
        return designs;
    }

    private boolean isMadeOfTheSame(JsonObject other) {
        JsonObject mark = other.object(DesignDocument.MARK);
        return mark != null && mark.sameAs(requireNonNull(design.json().object(DesignDocument.MARK)));
    }

    private void put(String id, JsonObject document, @Nullable JsonObject before)
            throws IOException, InterruptedException {
        JsonObject written = document.copy();
        JsonValue revision = before == null ? null : before.get(REVISION);
        if (revision != null) {
            written.put(REVISION, revision);
        }
        couch.send("PUT", path + "/_design/" + CouchDb.encoded(id.substring("_design/".length())), written.toBytes());
    }

    private static JsonObject without(JsonObject document, JsonName name) {
        JsonObject rest = document.copy();
        rest.remove(name);
        return rest;
    }
}
