package io.slipcover.usage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Usage as JSON for programs. */
public final class UsageJson {
    private UsageJson() {}

    /**
     * The JSON, on one line.
     *
     * @param known the releases of the configuration; null: nobody said
     */
    public static String of(Usage usage, @Nullable List<String> known) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, "from", usage.from());
        put(json, "to", usage.to());
        json.put("requests", usage.requests());
        ArrayNode releases = json.putArray("releases");
        usage.releases().forEach((name, release) -> add(releases.addObject().put("release", name), release, usage));
        if (known != null) {
            UsedReleases.unused(usage, known).forEach(json.putArray("unused")::add);
            UsedReleases.unknown(usage, known).forEach(json.putArray("not_in_configuration")::add);
        }
        json.put("requests_of_no_release", usage.withoutRelease());
        if (usage.refused() >= 0) {
            json.put("requests_of_unknown_version", usage.refused());
        }
        return json.put("unread_lines", usage.unread()).toString();
    }

    private static void add(ObjectNode json, ReleaseUsage release, Usage usage) {
        seen(json, release.all(), usage);
        ArrayNode versions = json.putArray("versions");
        release.versions().forEach((name, seen) -> seen(versions.addObject().put("version", name), seen, usage));
        ObjectNode days = json.putObject("days");
        release.days().forEach((day, requests) -> days.put(day.toString(), requests));
        ArrayNode older = json.putArray("written_in_older_version");
        release.older()
                .forEach((kind, documents) -> older.addObject()
                        .put("type", kind.type())
                        .put("version", kind.version())
                        .put("documents", documents));
    }

    private static void seen(ObjectNode json, Seen seen, Usage usage) {
        json.put("requests", seen.requests());
        json.put("share", usage.requests() == 0 ? 0 : (double) seen.requests() / usage.requests());
        put(json, "first_seen", seen.first());
        put(json, "last_seen", seen.last());
    }

    private static void put(ObjectNode json, String name, @Nullable Instant time) {
        json.put(name, time == null ? null : time.toString());
    }
}
