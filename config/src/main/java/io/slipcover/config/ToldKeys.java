package io.slipcover.config;

import io.slipcover.config.YamlValue.Entry;
import io.slipcover.config.YamlValue.Mapping;
import io.slipcover.config.YamlValue.Scalar;
import io.slipcover.config.YamlValue.Sequence;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The keys of a configuration file with their values, environment variables put in and secrets left out. A key inside of others is spelled
 * {@code limits: memory}. A list is one value.
 */
public final class ToldKeys {
    /** What stands for a secret. */
    public static final String MASK = "…";

    /** The keys whose maps hold secrets. Elsewhere, a key is a name that the author of the schema chose. */
    private static final Set<String> WITH_SECRETS = Set.of("admin", "tls", "upstream-tls", "quarantine-credentials");

    private static final Set<String> SECRETS = Set.of("token", "password", "key-password");

    private static final String BETWEEN = ": ";

    private final Map<String, JsonValue> values = new LinkedHashMap<>();

    /** The secrets that the values leave out. They are there to be compared, and nobody can have them. */
    private final Map<String, String> secrets = new LinkedHashMap<>();

    private ToldKeys() {}

    /** What is told where no file is: nothing. */
    public static ToldKeys none() {
        return new ToldKeys();
    }

    static ToldKeys of(Mapping file) {
        ToldKeys keys = new ToldKeys();
        for (Entry entry : file.entries()) {
            keys.tell(entry.name(), entry.value(), WITH_SECRETS.contains(entry.name()));
        }
        return keys;
    }

    private void tell(String key, YamlValue value, boolean mayBeSecret) {
        if (value instanceof Mapping mapping && !mapping.entries().isEmpty()) {
            for (Entry entry : mapping.entries()) {
                String below = key + BETWEEN + entry.name();
                if (mayBeSecret && SECRETS.contains(entry.name())) {
                    values.put(below, JsonSlice.string(MASK));
                    secrets.put(below, json(entry.value(), false).toString());
                } else {
                    tell(below, entry.value(), mayBeSecret);
                }
            }
        } else {
            values.put(key, json(value, mayBeSecret));
        }
    }

    private static JsonValue json(YamlValue value, boolean mayBeSecret) {
        if (value instanceof Sequence sequence) {
            JsonArray elements = JsonArray.empty();
            sequence.elements().forEach(element -> elements.add(json(element, mayBeSecret)));
            return elements;
        }
        if (value instanceof Mapping mapping) {
            JsonObject members = JsonObject.empty();
            for (Entry entry : mapping.entries()) {
                boolean secret = mayBeSecret && SECRETS.contains(entry.name());
                members.add(
                        JsonName.of(entry.name()), secret ? JsonSlice.string(MASK) : json(entry.value(), mayBeSecret));
            }
            return members;
        }
        return scalar((Scalar) value);
    }

    private static JsonValue scalar(Scalar scalar) {
        return switch (scalar.kind()) {
            case NULL -> JsonSlice.NULL;
            case BOOLEAN -> JsonSlice.bool(scalar.text().equalsIgnoreCase("true"));
            case NUMBER, STRING, BROKEN -> JsonSlice.string(scalar.text());
        };
    }

    /** The values by their keys, in the order of the file. */
    Map<String, JsonValue> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Whether a key holds the same secret here and there, or none in both. */
    public boolean hasSameSecret(String key, ToldKeys other) {
        return Objects.equals(secrets.get(key), other.secrets.get(key));
    }

    /** Whether the file has the key, be it as a map or as one value. */
    boolean has(String key) {
        return values.keySet().stream().anyMatch(told -> told.equals(key) || told.startsWith(key + BETWEEN));
    }
}
