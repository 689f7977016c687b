package io.slipcover.schema;

import static java.util.Objects.requireNonNull;

/**
 * A part of a schema that a document does not match. It holds no value of the document.
 *
 * @param file the schema's file
 * @param path where the keyword stands in the schema, as a JSON Pointer
 * @param keyword what is not matched, such as {@code required}
 */
public record SchemaFault(String file, String path, String keyword) {
    public SchemaFault {
        requireNonNull(file, "file");
        requireNonNull(path, "path");
        requireNonNull(keyword, "keyword");
    }

    /** Such as {@code todo-item.1.schema.json: /properties/title/type: 'type' does not hold}. */
    @Override
    public String toString() {
        return file + ": " + path + ": '" + keyword + "' does not hold";
    }
}
