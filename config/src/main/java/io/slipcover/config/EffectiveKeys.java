package io.slipcover.config;

import io.slipcover.catalog.VersionRule;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a configuration comes to: the keys that the file tells, and the defaults of those that it does not tell. Secrets are left out.
 */
public final class EffectiveKeys {
    /** The keys that may stand as one value, and the key of their map that the value then is. */
    private static final Map<String, String> SHORT =
            Map.of("admin", "admin: listen", "drain", "drain: deadline", "access-log", "access-log: format");

    private final Configuration configuration;
    private final Set<String> flags;
    private final Map<String, EffectiveKey> keys = new LinkedHashMap<>();

    private EffectiveKeys(Configuration configuration, Set<String> flags) {
        this.configuration = configuration;
        this.flags = flags;
    }

    /**
     * The keys in the order in which the documentation has them.
     *
     * @param flags the keys of which the command line says what they come to
     */
    public static List<EffectiveKey> of(Configuration configuration, Set<String> flags) {
        EffectiveKeys effective = new EffectiveKeys(configuration, flags);
        effective.settings(configuration.settings());
        effective.catalog();
        configuration.told().values().forEach(effective::told);
        return new ArrayList<>(effective.keys.values());
    }

    private void settings(Settings settings) {
        text("listen", settings.listen());
        texts("upstream", settings.upstreams());
        Admin admin = settings.admin();
        if (admin != null) {
            text("admin: listen", admin.listen());
            if (admin.history() != null) {
                text("admin: history", admin.history());
            }
        }
        number(
                "event-loops",
                settings.eventLoops() == 0 ? Runtime.getRuntime().availableProcessors() : settings.eventLoops());
        text("client-version: header", settings.clientVersion().header());
        flag("client-version: path-prefix", settings.clientVersion().pathPrefix());
        texts("trusted-proxies", settings.trustedProxies());
        number("find-sort-limit", settings.findSortLimit());
        flag("always-look-up-bases", settings.alwaysLooksUpBases());
        flag("gzip", settings.transmission().gzip());
        limits(settings.limits());
        timeouts(settings.timeouts());
        time("health: interval", settings.health().interval());
        time("health: timeout", settings.health().timeout());
        time("health: pause", settings.health().pause());
        time("health: longest-pause", settings.health().longestPause());
        if (settings.transmission().tls() != null) {
            tls("tls", settings.transmission().tls());
            flag("tls: http2", settings.transmission().tls().http2());
        }
        if (admin != null && admin.tls() != null) {
            tls("admin: tls", admin.tls());
        }
        operations(settings.operations());
    }

    private void limits(Limits limits) {
        MemoryShare memory = limits.memory();
        text("limits: memory", memory.percent() == 0 ? size(memory.bytes()) : memory.percent() + "%");
        text("limits: document", size(limits.document()));
        text("limits: held", size(limits.held()));
        number("limits: nesting", limits.nesting());
        number("limits: members", limits.members());
        text("limits: first-line", size(limits.head().firstLine()));
        text("limits: url", size(limits.head().url()));
        text("limits: head", size(limits.head().headers()));
        number("limits: headers", limits.head().count());
        number("limits: connections", limits.connections().inAll());
        number("limits: connections-per-address", limits.connections().perAddress());
        number("limits: waiting", limits.connections().waiting());
        number("limits: ahead", limits.connections().ahead());
        text("limits: unpacked", size(limits.unpacking().bytes()));
        number("limits: unpacked-ratio", limits.unpacking().ratio());
    }

    private void timeouts(Timeouts timeouts) {
        time("timeouts: connect", timeouts.connect());
        time("timeouts: answer", timeouts.answer());
        time("timeouts: stall", timeouts.stall());
        time("timeouts: question", timeouts.question());
        time("timeouts: head", timeouts.head());
        time("timeouts: body", timeouts.body());
        time("timeouts: client", timeouts.client());
        time("timeouts: idle", timeouts.idle());
    }

    private void tls(String key, ServerTls tls) {
        text(key + ": client-certificates", choice(tls.clientCertificates()));
        time(key + ": handshake-timeout", tls.handshakeTimeout());
        number(key + ": handshakes", tls.handshakes());
    }

    private void operations(Operations operations) {
        time("drain: notice", operations.drainNotice());
        time("drain: deadline", operations.drain());
        AccessLogging log = operations.accessLog();
        if (log != null) {
            text("access-log: format", choice(log.format()));
            text("access-log: to", log.to());
            text("access-log: client", choice(log.client()));
        }
        text("reload", choice(operations.reload()));
        text("answers", choice(operations.answers()));
    }

    private void catalog() {
        text("databases", configuration.catalog().databases());
        text("on-unshowable", choice(configuration.catalog().onUnshowable()));
        text("on-refused", choice(configuration.catalog().onRefused()));
        text("store", configuration.catalog().store().name());
        text("lenses", configuration.lensFolder());
        text("validate", choice(configuration.schemas().validation()));
        VersionRule version = configuration.catalog().versionRule();
        if (version.spelling() == null) {
            number("documents: version: when-absent", version.whenAbsent());
            flag("documents: version: hidden", version.hidden());
        }
    }

    private void told(String key, JsonValue value) {
        String whole = SHORT.getOrDefault(key, key);
        keys.putIfAbsent(whole, new EffectiveKey(whole, value, EffectiveKey.Origin.FILE));
    }

    private void text(String key, Object value) {
        put(key, JsonSlice.string(value.toString()));
    }

    private void texts(String key, Collection<?> values) {
        JsonArray array = JsonArray.empty();
        values.forEach(value -> array.add(JsonSlice.string(value.toString())));
        put(key, array);
    }

    private void number(String key, long value) {
        put(key, JsonSlice.string(Long.toString(value)));
    }

    private void flag(String key, boolean value) {
        put(key, JsonSlice.bool(value));
    }

    private void time(String key, Duration value) {
        put(key, JsonSlice.string(time(value)));
    }

    private void put(String key, JsonValue value) {
        keys.put(key, new EffectiveKey(key, value, origin(key)));
    }

    private EffectiveKey.Origin origin(String key) {
        if (flags.contains(key)) {
            return EffectiveKey.Origin.FLAG;
        }
        boolean isTold = configuration.told().has(key)
                || SHORT.entrySet().stream()
                        .anyMatch(entry -> entry.getValue().equals(key)
                                && configuration.told().values().containsKey(entry.getKey()));
        return isTold ? EffectiveKey.Origin.FILE : EffectiveKey.Origin.DEFAULT;
    }

    private static String choice(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A time as a file spells it. */
    static String time(Duration time) {
        long milliseconds = time.toMillis();
        return milliseconds % 3_600_000 == 0 && milliseconds > 0
                ? milliseconds / 3_600_000 + "h"
                : milliseconds % 60_000 == 0 && milliseconds > 0
                        ? milliseconds / 60_000 + "m"
                        : milliseconds % 1_000 == 0 ? milliseconds / 1_000 + "s" : milliseconds + "ms";
    }

    /** A number of bytes as a file spells it. */
    static String size(long bytes) {
        return bytes % (1L << 30) == 0
                ? (bytes >> 30) + "GB"
                : bytes % (1L << 20) == 0
                        ? (bytes >> 20) + "MB"
                        : bytes % (1L << 10) == 0 ? (bytes >> 10) + "kB" : bytes + "B";
    }
}
