package io.slipcover.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.slipcover.config.Configuration;
import io.slipcover.config.EffectiveKey;
import io.slipcover.config.EffectiveKeys;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The configuration that is in force, as JSON: every key, what it comes to, and who says so. Secrets are not in it.
 *
 * @param now the configuration that serves clients
 * @param time when it was read
 * @param started the configuration that the program started with
 * @param flags the keys of which the command line says what they come to
 * @param takesRestart the keys at the top of the file that hold from the next start on
 */
public record ConfigurationAnswer(
        Supplier<Configuration> now,
        Supplier<Instant> time,
        Configuration started,
        Path file,
        Set<String> flags,
        Set<String> takesRestart)
        implements Function<AdminQuestion, String> {
    /** The certificates of the admin address are exchanged while Slipcover runs. */
    private static final String EXCHANGED = "admin: tls";

    @Override
    public String apply(AdminQuestion question) {
        Configuration configuration = now.get();
        Map<String, EffectiveKey> read = byKey(EffectiveKeys.of(configuration, flags));
        Map<String, EffectiveKey> first = byKey(EffectiveKeys.of(started, flags));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("file", file.toString());
        json.put("read", time.get().truncatedTo(ChronoUnit.SECONDS).toString());
        ArrayNode keys = json.putArray("keys");
        for (EffectiveKey key : inForce(first, read)) {
            EffectiveKey fresh = read.get(key.key());
            boolean waits = isStuck(key)
                    && (fresh == null
                            || !fresh.value().toString().equals(key.value().toString())
                            || !configuration.told().hasSameSecret(key.key(), started.told()));
            keys.addObject()
                    .put("key", key.key())
                    .put("from", key.origin().label())
                    .put("restart", waits)
                    .putRawValue("value", new RawValue(key.value().toString()));
        }
        ArrayNode warnings = json.putArray("warnings");
        configuration.warnings().forEach(warning -> warnings.add(warning.toString()));
        return json.toString();
    }

    /** The keys as they hold now: those that take a restart as the program has started with them, and all others as they were read last. */
    private List<EffectiveKey> inForce(Map<String, EffectiveKey> first, Map<String, EffectiveKey> read) {
        List<EffectiveKey> keys = new ArrayList<>();
        read.values().stream()
                .map(key -> isStuck(key) ? first.getOrDefault(key.key(), key) : key)
                .forEach(keys::add);
        first.values().stream()
                .filter(key -> isStuck(key) && !read.containsKey(key.key()))
                .forEach(keys::add);
        return keys;
    }

    private boolean isStuck(EffectiveKey key) {
        return takesRestart.contains(key.top()) && !key.key().startsWith(EXCHANGED);
    }

    private static Map<String, EffectiveKey> byKey(List<EffectiveKey> keys) {
        return keys.stream()
                .collect(Collectors.toMap(
                        EffectiveKey::key, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }
}
