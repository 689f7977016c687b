package io.slipcover.design;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;

/**
 * A design document that Slipcover has made for a release.
 *
 * @param id its id
 * @param madeOf the id of the design document that it is made of
 * @param json the whole document, without a revision
 * @param size how many bytes it has as JSON
 * @param engine how many bytes the engine and its lenses have
 */
public record DesignDocument(String id, String madeOf, JsonObject json, int size, int engine) {
    private static final String DESIGN = "_design/";

    /** The member that says of what Slipcover has made the design document, and for which release. */
    static final JsonName MARK = JsonName.of("slipcover");

    /**
     * Makes a design document.
     *
     * @param original the one that clients of the release know, which stays as it is
     * @param of the original's name, without {@code _design/}
     * @param name the made one's name, without {@code _design/}
     * @param lenses the schema as the command {@code lenses} writes it
     * @param release the release whose shapes the functions know
     * @param store the release in whose shapes documents are stored
     * @param target the server that runs the functions
     */
    public static DesignDocument make(
            JsonObject original, String of, String name, JsonObject lenses, String release, String store, Target target)
            throws CannotMakeDesignException {
        String module = EngineModule.text(NeededLenses.of(lenses, release), release, store);
        JsonObject json = JsonObject.empty();
        json.add(JsonName.of("_id"), JsonSlice.string(DESIGN + name));
        JsonObject members = MadeDocument.of(original, target, module);
        for (int index = 0; index < members.size(); index++) {
            json.add(members.name(index), members.value(index));
        }
        JsonObject mark = JsonObject.empty();
        mark.add(JsonName.of("made_of"), JsonSlice.string(DESIGN + of));
        mark.add(JsonName.of("release"), JsonSlice.string(release));
        json.add(MARK, mark);
        return new DesignDocument(
                DESIGN + name, DESIGN + of, json, json.toBytes().length, module.getBytes(UTF_8).length);
    }
}
