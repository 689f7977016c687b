package io.slipcover.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema of one kind of file, by which YAML editors complete and check it. */
public enum EditorSchema {
    /** That of {@code slipcover.yaml}. */
    CONFIG("slipcover.schema.json"),

    /** That of a lens file. */
    LENS("lens.schema.json");

    private final String resource;

    EditorSchema(String resource) {
        this.resource = resource;
    }

    /** What the file with the schema is usually called. */
    public String fileName() {
        return resource;
    }

    /** The schema. */
    public String text() {
        try (InputStream stream = EditorSchema.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is not beside " + EditorSchema.class.getName());
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
