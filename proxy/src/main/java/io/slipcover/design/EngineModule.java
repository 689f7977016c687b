package io.slipcover.design;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The CommonJS module that leads documents to the shape of one release: the engine, and the lenses that it needs. */
final class EngineModule {
    private static final String ENTRY = "lens/design.js";

    private EngineModule() {}

    /**
     * The module's text.
     *
     * @param lenses the schema as the command {@code lenses} writes it
     * @param release the release whose shape the functions know
     * @param store the release in whose shape documents are stored
     */
    static String text(JsonObject lenses, String release, String store) {
        JsonObject options = JsonObject.empty();
        options.add(JsonName.of("release"), JsonSlice.string(release));
        options.add(JsonName.of("store"), JsonSlice.string(store));
        return "%sObject.assign(exports, exports.designFor(%s, %s));\n"
                .formatted(CommonJs.join(ENTRY, EngineModule::source), parsed(lenses), parsed(options));
    }

    /** The expression for an object. An object literal would read some names, such as {@code __proto__}, in another way. */
    private static String parsed(JsonObject object) {
        String literal = object.toString()
                .replace('\n', ' ')
                .replace('\r', ' ')
                .replace("\\", "\\\\")
                .replace("'", "\\'")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
        return "JSON.parse('" + literal + "')";
    }

    private static String source(String path) {
        try (InputStream stream = EngineModule.class.getResourceAsStream("engine/" + path)) {
            if (stream == null) {
                throw new IllegalArgumentException("the engine has no file " + path);
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
