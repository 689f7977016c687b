package io.slipcover.lens;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One string in a member, and its pieces in several: what {@code split} and {@code join} do.
 *
 * @param whole the member of the one string
 * @param pieces the members of its pieces, two or more
 * @param separator what stands between pieces
 */
record Pieces(JsonName whole, List<JsonName> pieces, String separator) {

    /** Cuts the string at the first separators; pieces that are not there are missing. */
    void split(Operation operation, JsonObject object) {
        refuseTakenPieces(operation, object);
        int index = object.indexOf(whole);
        if (index < 0) {
            return;
        }
        JsonValue value = object.value(index);
        object.rename(index, pieces.get(0));
        if (value.isNull()) {
            return;
        }
        if (value.kind() != JsonKind.STRING) {
            throw LensException.unexpected(operation, whole, "a string or null", value);
        }
        String text = ((JsonSlice) value).asString();
        int from = 0;
        for (int piece = 0; piece < pieces.size(); piece++) {
            int cut = piece == pieces.size() - 1 ? -1 : text.indexOf(separator, from);
            if (cut < 0 && piece == 0) {
                return;
            }
            JsonSlice part = JsonSlice.string(text.substring(from, cut < 0 ? text.length() : cut));
            if (piece == 0) {
                object.set(index, part);
            } else {
                object.insert(index + piece, pieces.get(piece), part);
            }
            if (cut < 0) {
                return;
            }
            from = cut + separator.length();
        }
    }

    void refuseTakenPieces(Operation operation, JsonObject object) {
        for (int i = 0; i < pieces.size(); i++) {
            if (object.has(pieces.get(i))) {
                throw LensException.taken(operation, pieces.get(i));
            }
        }
    }

    /** Puts the joined string at the place of the first piece there is. */
    void join(Operation operation, JsonObject object) {
        if (object.has(whole)) {
            throw LensException.taken(operation, whole);
        }
        JsonValue joined = joined(operation, object);
        if (joined == null) {
            return;
        }
        int place = Integer.MAX_VALUE;
        for (int i = 0; i < pieces.size(); i++) {
            int index = object.indexOf(pieces.get(i));
            place = index < 0 ? place : Math.min(place, index);
        }
        object.insert(place, whole, joined);
        for (int i = 0; i < pieces.size(); i++) {
            object.remove(pieces.get(i));
        }
    }

    /** The pieces of the object joined, or null where all are missing. The object stays as it is. */
    @Nullable
    JsonValue joined(Operation operation, JsonObject object) {
        JsonValue first = object.get(pieces.get(0));
        int last = pieces.size() - 1;
        while (last > 0 && !object.has(pieces.get(last))) {
            last--;
        }
        if (last == 0 && (first == null || first.isNull())) {
            return first;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= last; i++) {
            JsonValue piece = object.get(pieces.get(i));
            if (i > 0) {
                text.append(separator);
            }
            if (piece == null) {
                continue;
            }
            if (piece.kind() != JsonKind.STRING) {
                String expected = i == 0 && last == 0 ? "a string or null" : "a string";
                throw LensException.unexpected(operation, pieces.get(i), expected, piece);
            }
            text.append(((JsonSlice) piece).asString());
        }
        return JsonSlice.string(text.toString());
    }

    /** Replaces the whole string of the view by the pieces of the base. */
    void replaceWithPieces(JsonObject base, JsonObject view) {
        int index = view.indexOf(whole);
        view.remove(index);
        for (int i = 0; i < pieces.size(); i++) {
            JsonValue piece = base.get(pieces.get(i));
            if (piece != null) {
                view.insert(index, pieces.get(i), piece.copy());
                index++;
            }
        }
    }
}
