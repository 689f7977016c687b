package io.slipcover.config;

import io.slipcover.catalog.Defaults;
import io.slipcover.catalog.DesignDocuments;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.VersionRange;
import io.slipcover.config.YamlValue.Entry;
import io.slipcover.config.YamlValue.Mapping;
import io.slipcover.config.YamlValue.Scalar;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code releases}. */
final class ReleasesReader {
    private final Fields file;
    private final Problems problems;
    private final JsonFromYaml json;

    ReleasesReader(Fields file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.json = new JsonFromYaml(problems);
    }

    /** The releases that could be read. */
    List<ReleasePlaces> read() {
        List<ReleasePlaces> releases = new ArrayList<>();
        YamlValue value = file.required("releases");
        List<YamlValue> elements = file.list("releases", value);
        if (value != null && elements != null && elements.isEmpty()) {
            file.expected("releases", "one release or more", value);
        }
        for (YamlValue element : elements == null ? List.<YamlValue>of() : elements) {
            ReleasePlaces release = release(element);
            if (release != null) {
                releases.add(release);
            }
        }
        return releases;
    }

    private @Nullable ReleasePlaces release(YamlValue value) {
        Fields fields = Fields.of("releases", value.place(), value, problems);
        if (fields == null) {
            return null;
        }
        String name = fields.label("name", fields.required("name"));
        YamlValue clientsValue = fields.required("clients");
        VersionRange clients =
                fields.parsed("clients", clientsValue, fields.label("clients", clientsValue), VersionRange::parse);
        Map<String, Place> typePlaces = new LinkedHashMap<>();
        Map<String, Integer> types = types(fields, typePlaces);
        Map<String, Place> defaultPlaces = new LinkedHashMap<>();
        Map<String, Map<JsonName, Place>> memberPlaces = new LinkedHashMap<>();
        Map<String, Defaults> defaults = defaults(fields, defaultPlaces, memberPlaces);
        LocalDate deprecated = date(fields, "deprecated");
        LocalDate sunset = date(fields, "sunset");
        if (deprecated != null && sunset != null && sunset.isBefore(deprecated)) {
            fields.report(
                    fields.placeOf("sunset"),
                    "sunset: expected no day before that of 'deprecated', " + deprecated + ", found " + sunset);
        }
        YamlValue linkValue = fields.optional("link");
        String link = fields.parsed("link", linkValue, fields.name("link", linkValue), ReleasesReader::link);
        DesignDocuments design = design(fields);
        fields.finish();
        if (name == null || clients == null) {
            return null;
        }
        return new ReleasePlaces(
                new Release(name, clients, types, defaults, deprecated, sunset, link, design),
                fields.placeOf("name"),
                fields.placeOf("clients"),
                typePlaces,
                defaultPlaces,
                memberPlaces);
    }

    private static Map<String, Integer> types(Fields fields, Map<String, Place> places) {
        Map<String, Integer> types = new LinkedHashMap<>();
        List<Entry> entries = fields.entries("types", fields.required("types"));
        for (Entry entry : entries == null ? List.<Entry>of() : entries) {
            Integer version = fields.integer("types: " + entry.name(), entry.value(), 1);
            if (version != null) {
                types.put(entry.name(), version);
                places.put(entry.name(), entry.place());
            }
        }
        return types;
    }

    private Map<String, Defaults> defaults(
            Fields fields, Map<String, Place> places, Map<String, Map<JsonName, Place>> memberPlaces) {
        Map<String, Defaults> defaults = new LinkedHashMap<>();
        List<Entry> entries = fields.entries("defaults", fields.optional("defaults"));
        for (Entry entry : entries == null ? List.<Entry>of() : entries) {
            if (!(entry.value() instanceof Mapping members)) {
                fields.expected("defaults: " + entry.name(), "a map from members to values", entry.value());
                continue;
            }
            JsonValue value = json.value(members);
            if (value == null) {
                continue;
            }
            byte[] bytes = value.toBytes();
            defaults.put(entry.name(), Defaults.of(JsonObject.parse(bytes, 0, bytes.length)));
            places.put(entry.name(), entry.place());
            Map<JsonName, Place> byMember = new LinkedHashMap<>();
            for (Entry member : members.entries()) {
                JsonName name = JsonName.of(member.name());
                MemberNames.check(
                        "releases: defaults: " + entry.name(), name, member.place(), MemberNames.AT_THE_TOP, problems);
                byMember.put(name, member.place());
            }
            memberPlaces.put(entry.name(), byMember);
        }
        return defaults;
    }

    private static @Nullable LocalDate date(Fields fields, String name) {
        YamlValue value = fields.optional(name);
        return fields.parsed(name, value, fields.name(name, value), text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("expected a day such as 2026-09-01, found '" + text + "'", e);
            }
        });
    }

    private static String link(String text) {
        try {
            URI uri = new URI(text);
            if (uri.isAbsolute() && text.chars().allMatch(character -> character < 0x80)) {
                return text;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(linkExpectation(text), e);
        }
        throw new IllegalArgumentException(linkExpectation(text));
    }

    private static String linkExpectation(String text) {
        return "expected a URL such as https://example.com/upgrade, found '" + text + "'";
    }

    private static DesignDocuments design(Fields fields) {
        YamlValue value = fields.optional("design");
        if (value instanceof Scalar scalar && scalar.text().equals("auto")) {
            return new DesignDocuments.Made();
        }
        if (!(value instanceof Mapping map)) {
            if (value != null) {
                fields.expected("design", "auto or a map", value);
            }
            return DesignDocuments.OWN;
        }
        Map<String, String> design = new LinkedHashMap<>();
        for (Entry entry : map.entries()) {
            String target = fields.name("design: " + entry.name(), entry.value());
            if (target == null) {
                continue;
            }
            if (entry.name().startsWith("_design/") || target.startsWith("_design/")) {
                fields.report(entry.place(), "design: expected names without '_design/' in front");
            } else {
                design.put(entry.name(), target);
            }
        }
        return new DesignDocuments.Named(design);
    }
}
