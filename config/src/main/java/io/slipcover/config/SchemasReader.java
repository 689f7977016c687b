package io.slipcover.config;

import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.schema.DocumentSchema;
import io.slipcover.schema.InvalidSchemaException;
import io.slipcover.schema.Schemas;
import io.slipcover.schema.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code schemas} and {@code validate}: the folder of JSON Schemas, one file for each type and version. */
final class SchemasReader {
    private static final String DEFAULT = "schemas";
    private static final String SUFFIX = ".schema.json";
    private static final Pattern NAME = Pattern.compile("(.+)\\.([1-9][0-9]{0,8})\\.schema\\.json");

    private final Path base;
    private final Set<Path> leftOut;
    private final JsonName version;
    private final List<ReleasePlaces> releases;
    private final Problems problems;

    /**
     * @param base the folder that the folder's path is relative to
     * @param leftOut files that are not read, by their absolute paths
     * @param version the member that holds the version's number
     */
    SchemasReader(Path base, Set<Path> leftOut, JsonName version, List<ReleasePlaces> releases, Problems problems) {
        this.base = base;
        this.leftOut = leftOut;
        this.version = version;
        this.releases = releases;
        this.problems = problems;
    }

    /** The schemas that could be read. */
    Schemas read(Fields file) {
        Validation told = file.choice("validate", Validation.values());
        Validation validation = told == null ? Validation.OFF : told;
        YamlValue value = file.optional("schemas");
        String name = value == null ? DEFAULT : file.name("schemas", value);
        Path folder = name == null ? null : base.resolve(name).normalize();
        if (folder == null || !Files.isDirectory(folder)) {
            missing(file, value, validation, name);
            return new Schemas(validation, Map.of());
        }
        problems.note(folder);
        Map<String, Map<Integer, DocumentSchema>> schemas = new LinkedHashMap<>();
        for (Path path : files(folder, file.placeOf("schemas"))) {
            read(path, validation, schemas);
        }
        return new Schemas(validation, schemas);
    }

    private void missing(Fields file, @Nullable YamlValue value, Validation validation, @Nullable String name) {
        if (value != null && name != null) {
            file.report(value.place(), "schemas: expected a folder beside this file, found no '" + name + "'");
        } else if (value == null && validation != Validation.OFF) {
            file.report(
                    file.placeOf("validate"),
                    "validate: there is nothing to validate with; expected a folder '" + DEFAULT
                            + "' beside this file");
        }
    }

    private List<Path> files(Path folder, Place place) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> !leftOut.contains(path))
                    .filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(place, "schemas: the folder " + folder + " cannot be read: " + FileTrouble.of(e));
            return List.of();
        }
    }

    private void read(Path path, Validation validation, Map<String, Map<Integer, DocumentSchema>> schemas) {
        String name = String.valueOf(path.getFileName());
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            if (name.endsWith(".json")) {
                problems.warn(
                        Place.startOf(name),
                        "the file is not read, since names of schemas are TYPE.VERSION" + SUFFIX
                                + ", such as todo-item.1" + SUFFIX);
            }
            return;
        }
        String type = matcher.group(1);
        int number = Integer.parseInt(matcher.group(2));
        if (!isNamed(type, number)) {
            problems.add(Place.startOf(name), "no release names " + type + " " + number + "; expected " + named());
            return;
        }
        DocumentSchema schema = schema(name, path, validation);
        if (schema != null) {
            schemas.computeIfAbsent(type, any -> new LinkedHashMap<>()).put(number, schema);
        }
    }

    private @Nullable DocumentSchema schema(String name, Path path, Validation validation) {
        byte[] source;
        try {
            source = Files.readAllBytes(path);
        } catch (IOException e) {
            problems.add(Place.startOf(name), "the file cannot be read: " + FileTrouble.of(e));
            return null;
        }
        try {
            DocumentSchema schema = new DocumentSchema(name, source, version);
            if (validation != Validation.OFF) {
                schema.compile(); // Otherwise nobody waits for it at the start.
            }
            return schema;
        } catch (JsonFormatException e) {
            problems.add(place(name, source, e.offset()), e.problem());
        } catch (InvalidSchemaException e) {
            problems.add(Place.startOf(name), String.valueOf(e.getMessage()));
        }
        return null;
    }

    private static Place place(String name, byte[] source, long offset) {
        int line = 1;
        int column = 1;
        for (int index = 0; index < Math.min(offset, source.length); index++) {
            boolean ends = source[index] == '\n';
            line += ends ? 1 : 0;
            column = ends ? 1 : column + 1;
        }
        return new Place(name, line, column);
    }

    private boolean isNamed(String type, int number) {
        return releases.stream()
                .anyMatch(places ->
                        Integer.valueOf(number).equals(places.release().types().get(type)));
    }

    private String named() {
        return String.join(
                " or ",
                releases.stream()
                        .flatMap(places -> places.release().types().entrySet().stream())
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .distinct()
                        .toList());
    }
}
