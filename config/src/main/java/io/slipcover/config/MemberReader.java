package io.slipcover.config;

import io.slipcover.config.YamlValue.Scalar;
import io.slipcover.json.JsonName;
import io.slipcover.json.MemberPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which member of a document is meant: {@code field}, at the top of the document, or {@code path}, inside of other members. */
final class MemberReader {
    private final Fields fields;
    private final Problems problems;

    MemberReader(Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    /** The member; null where none is named, or something is wrong with the name, which is reported. */
    @Nullable
    MemberPath optional() {
        JsonName field = member("field", fields.optional("field"));
        MemberPath path = path(fields.optional("path"));
        return field != null ? MemberPath.of(field) : path;
    }

    /** The member, which has to be named by one of the two keys. */
    @Nullable
    MemberPath required() {
        MemberPath member = optional();
        if (fields.has("field") && fields.has("path")) {
            fields.report(fields.place(), "expected either 'field' or 'path', found both");
            return null;
        }
        if (!fields.has("path")) {
            fields.required("field");
        }
        return member;
    }

    /** Where the member's name stands. */
    Place place() {
        return fields.placeOf(fields.has("path") ? "path" : "field");
    }

    /** A member at the top of the document. */
    @Nullable
    JsonName member(String key, @Nullable YamlValue value) {
        String name = fields.name(key, value);
        if (value == null || name == null) {
            return null;
        }
        if (name.startsWith("_")) {
            fields.report(value.place(), key + ": '" + name + "' begins with '_', and such members are CouchDB's");
            return null;
        }
        JsonName member = JsonName.of(name);
        MemberNames.checkAgainstPath(fields.subject() + ": " + key, member, value.place(), problems);
        return member;
    }

    private @Nullable MemberPath path(@Nullable YamlValue value) {
        if (value instanceof Scalar) {
            fields.expected("path", "a list of members, the outermost first, such as [meta, kind]", value);
            return null;
        }
        List<YamlValue> elements = fields.list("path", value);
        if (value == null || elements == null) {
            return null;
        }
        if (elements.size() < 2) {
            fields.report(
                    value.place(), "path: expected two members or more, the outermost first; one alone is a 'field'");
            return null;
        }
        List<JsonName> names = new ArrayList<>();
        for (YamlValue element : elements) {
            String name = fields.name("path", element);
            if (name != null && names.isEmpty() && name.startsWith("_")) {
                fields.report(element.place(), "path: '" + name + "' begins with '_', and such members are CouchDB's");
                return null;
            }
            if (name != null) {
                names.add(JsonName.of(name));
            }
        }
        return names.size() == elements.size() ? new MemberPath(names) : null;
    }
}
