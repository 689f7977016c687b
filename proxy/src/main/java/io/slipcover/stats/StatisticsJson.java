package io.slipcover.stats;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.catalog.Release;

/** Statistics as JSON for programs. */
public final class StatisticsJson {
    private StatisticsJson() {}

    /**
     * The JSON, on one line.
     *
     * @param title what the statistics are of
     */
    public static String of(String title, Statistics statistics) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("of", title)
                .put("documents", statistics.documents())
                .put("conflicts", statistics.conflicts())
                .put("tombstones", statistics.tombstones())
                .put("design_documents", statistics.designs())
                .put("of_no_known_type", statistics.others());
        ArrayNode types = json.putArray("types");
        statistics.kinds().forEach((kind, count) -> {
            ObjectNode type = types.addObject().put("type", kind.type());
            if (kind.version() == 0) {
                type.putNull("version");
            } else {
                type.put("version", kind.version());
            }
            type.put("stored", count.all());
            ObjectNode readable = type.putObject("readable");
            for (Release release : statistics.releases()) {
                if (release.types().containsKey(kind.type())) {
                    readable.put(release.name(), count.readableFor(release.name()));
                }
            }
        });
        json.put("unshowable_total", statistics.hidden());
        ArrayNode unshowable = json.putArray("unshowable");
        statistics
                .listed()
                .forEach(hidden -> unshowable
                        .addObject()
                        .put("database", hidden.database())
                        .put("id", hidden.id())
                        .put("rev", hidden.revision())
                        .put("release", hidden.release())
                        .put("reason", hidden.reason()));
        return json.toString();
    }
}
