package io.slipcover.config;

import io.slipcover.catalog.Recognition.Rule;
import io.slipcover.json.JsonName;
import io.slipcover.schema.DocumentSchema;
import io.slipcover.schema.Schemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the files tell of the members that documents of a version have, apart from lenses: {@code recognise} says it of every document of the
 * version, a JSON Schema names them, and a release's default says that the release's clients know the member.
 */
final class KnownMembers {
    private final Documents documents;
    private final List<ReleasePlaces> releases;
    private final Schemas schemas;

    KnownMembers(Documents documents, List<ReleasePlaces> releases, Schemas schemas) {
        this.documents = documents;
        this.releases = releases;
        this.schemas = schemas;
    }

    /** The file of the schema that names a member inside of others; null where none does. */
    @Nullable
    String schemaWith(String type, int version, List<JsonName> path) {
        DocumentSchema schema = schemas.of(type, version);
        return schema != null && schema.names(path) ? schema.file() : null;
    }

    /** The rule of a version; null where it has none. */
    @Nullable
    Rule rule(String type, int version) {
        return documents.recognition().rule(type, version);
    }

    /** Whether the rule of a version says that every document has the member. */
    boolean isRequired(String type, int version, JsonName member) {
        Rule rule = rule(type, version);
        return rule != null && rule.has().contains(member);
    }

    /** Whether the rule of a version says that no document has the member. */
    boolean isForbidden(String type, int version, JsonName member) {
        Rule rule = rule(type, version);
        return rule != null && rule.lacks().contains(member);
    }

    /** The members that documents of a version are known to have, each with who says so. */
    Map<JsonName, String> of(String type, int version) {
        Map<JsonName, String> known = new LinkedHashMap<>();
        Rule rule = rule(type, version);
        if (rule != null) {
            rule.has().forEach(name -> known.put(name, "recognise"));
        }
        DocumentSchema schema = schemas.of(type, version);
        if (schema != null) {
            schema.members().forEach(name -> known.putIfAbsent(name, schema.file()));
        }
        for (ReleasePlaces places : releases) {
            if (Integer.valueOf(version).equals(places.release().types().get(type))) {
                places.members()
                        .getOrDefault(type, Map.of())
                        .keySet()
                        .forEach(name -> known.putIfAbsent(
                                name,
                                "a default of release '%s'"
                                        .formatted(places.release().name())));
            }
        }
        return known;
    }
}
