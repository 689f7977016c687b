package io.slipcover.schema;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of one version of one type. It is about what a client reads and writes. Members that begin with {@code _} and the version's
 * number are CouchDB's and Slipcover's: they count only where the schema itself names them among its {@code properties}.
 */
public final class DocumentSchema {
    private static final JsonName PROPERTIES = JsonName.of("properties");
    private static final JsonName ITEMS = JsonName.of("items");

    private final String file;
    private final byte[] source;
    private final JsonObject text;
    private final JsonName version;
    private final List<JsonName> members;
    private @Nullable CompiledSchema compiled;

    /**
     * @param file the file's name
     * @param version the member that holds the version's number
     * @throws JsonFormatException where the source is no JSON object
     */
    public DocumentSchema(String file, byte[] source, JsonName version) {
        this.file = requireNonNull(file, "file");
        this.source = source.clone();
        this.text = JsonObject.parse(this.source, 0, this.source.length);
        this.version = requireNonNull(version, "version");
        this.members = properties(List.of());
    }

    /** The file's name. */
    public String file() {
        return file;
    }

    /** What the file says. */
    public JsonObject text() {
        return JsonObject.parse(source, 0, source.length);
    }

    /** Makes the schema ready. Otherwise the first document does. */
    public void compile() throws InvalidSchemaException {
        compiled();
    }

    /** Whether the schema names a member, at the top or inside of others. Steps through lists are left out. */
    public boolean names(List<JsonName> path) {
        return !path.isEmpty() && properties(path.subList(0, path.size() - 1)).contains(path.get(path.size() - 1));
    }

    /** The members that the schema names at the top of the document. */
    public List<JsonName> members() {
        return members;
    }

    private synchronized List<JsonName> properties(List<JsonName> path) {
        JsonObject schema = text;
        for (JsonName step : path) {
            JsonObject properties = schema == null ? null : schema.object(PROPERTIES);
            schema = properties == null ? null : properties.object(step);
            JsonObject items = schema == null ? null : schema.object(ITEMS);
            schema = items == null ? schema : items;
        }
        JsonObject properties = schema == null ? null : schema.object(PROPERTIES);
        List<JsonName> names = new ArrayList<>();
        for (int index = 0; properties != null && index < properties.size(); index++) {
            names.add(properties.name(index));
        }
        return List.copyOf(names);
    }

    /**
     * The first parts of the schema that a document does not match.
     *
     * @param document is only read
     */
    public List<SchemaFault> faults(JsonObject document) {
        return faults(document, false);
    }

    /** The first part that a document does not match, or null. Takes no memory for further ones. */
    public @Nullable SchemaFault firstFault(JsonObject document) {
        List<SchemaFault> faults = faults(document, true);
        return faults.isEmpty() ? null : faults.get(0);
    }

    private List<SchemaFault> faults(JsonObject document, boolean first) {
        try {
            return compiled().faults(body(document).toBytes(), first);
        } catch (InvalidSchemaException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    private JsonObject body(JsonObject document) {
        JsonObject body = JsonObject.empty();
        for (int index = 0; index < document.size(); index++) {
            JsonName name = document.name(index);
            boolean foreign = name.text().startsWith("_") || name.equals(version);
            if (!foreign || members.contains(name)) {
                body.add(name, document.value(index));
            }
        }
        return body;
    }

    private synchronized CompiledSchema compiled() throws InvalidSchemaException {
        CompiledSchema ready = compiled;
        if (ready == null) {
            ready = CompiledSchema.of(file, source);
            compiled = ready;
        }
        return ready;
    }
}
