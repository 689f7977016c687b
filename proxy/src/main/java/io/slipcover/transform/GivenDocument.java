package io.slipcover.transform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonLimits;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonScanner;

/**
 * A document as somebody has typed it, or as it was made of that. Immutable: whoever changes the document asks for a copy.
 *
 * @param depth how deep the document nests
 */
public record GivenDocument(JsonObject object, int depth) {
    /**
     * Reads a document.
     *
     * @throws UnreadableDocumentException where the text is not JSON, or no object
     */
    public static GivenDocument read(String text) throws UnreadableDocumentException {
        byte[] bytes = text.getBytes(UTF_8);
        try {
            int depth = JsonScanner.validate(bytes, 0, bytes.length, JsonLimits.DEEPEST);
            return new GivenDocument(JsonObject.parse(bytes, 0, bytes.length, JsonLimits.DEEPEST), depth);
        } catch (JsonFormatException e) {
            throw UnreadableDocumentException.at(bytes, (int) Math.min(e.offset(), bytes.length), e.problem());
        }
    }

    /** A document that was made. */
    static GivenDocument of(JsonObject made) {
        byte[] bytes = made.toBytes();
        int depth = JsonScanner.validate(bytes, 0, bytes.length, JsonLimits.DEEPEST);
        return new GivenDocument(JsonObject.ofValidated(bytes, 0, bytes.length), depth);
    }

    JsonObject copy() {
        return object.copy();
    }
}
