package io.slipcover.benchmarks;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.CatalogBuilder;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.VersionRange;
import io.slipcover.catalog.VersionRule;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Add;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.Lens;
import io.slipcover.lens.Rename;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A schema for measuring: one type of documents with 21 versions. Each version but the first renames a member, adds a
 * member, and converts the values of a member. So a way over 20 versions is 20 renames, 20 adds and 20 converts. Each
 * version has a release, named after the version.
 */
public final class SampleSchema {
    static final String TYPE = "item";
    static final int NEWEST = 21;

    private static final List<String> RENAMED = List.of("title", "owner", "group", "color");
    private static final List<String> CONVERTED = List.of("status", "priority", "phase");
    private static final List<String> ODD_VALUES = List.of("active", "paused", "done");
    private static final List<String> EVEN_VALUES = List.of("open", "waiting", "closed");

    /**
     * A step from a version to the version before it.
     *
     * @param older the version that the step leads to
     * @param renamed the member that changes its name, as the newer version calls it
     * @param renamedTo the name of that member in the older version
     * @param dropped the member that the older version does not know
     * @param converted the member whose values change
     * @param values for each value of the newer version, the value of the older version
     */
    record Step(
            int older,
            String renamed,
            String renamedTo,
            String dropped,
            String converted,
            Map<String, String> values) {}

    private SampleSchema() {}

    /** The steps down from the newest version, over this number of versions. */
    static List<Step> stepsDown(int versions) {
        List<Step> steps = new ArrayList<>();
        for (int older = NEWEST - 1; older >= NEWEST - versions; older--) {
            steps.add(step(older));
        }
        return steps;
    }

    private static Step step(int older) {
        String renamed = RENAMED.get(older % RENAMED.size());
        String converted = CONVERTED.get(older % CONVERTED.size());
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < ODD_VALUES.size(); i++) {
            values.put(
                    values(converted, older + 1).get(i),
                    values(converted, older).get(i));
        }
        return new Step(
                older, nameAt(renamed, older + 1), nameAt(renamed, older), "added" + (older + 1), converted, values);
    }

    /** A member's name in a version. The name bears the number of the version that renamed the member last. */
    private static String nameAt(String member, int version) {
        for (int older = version - 1; older >= 1; older--) {
            if (RENAMED.get(older % RENAMED.size()).equals(member)) {
                return member + (older + 1);
            }
        }
        return member;
    }

    /** The values that a member may have in a version: each convert changes them from one list to the other. */
    private static List<String> values(String member, int version) {
        int converts = 0;
        for (int older = 1; older < version; older++) {
            converts += CONVERTED.get(older % CONVERTED.size()).equals(member) ? 1 : 0;
        }
        return converts % 2 == 0 ? ODD_VALUES : EVEN_VALUES;
    }

    /**
     * The members that the lenses look at, in a document of the newest version, as JSON. The document has some of the
     * members that versions added.
     */
    static Map<String, String> newestMembers() {
        Map<String, String> members = new LinkedHashMap<>();
        RENAMED.forEach(name -> members.put(nameAt(name, NEWEST), "\"" + name + " of it\""));
        for (int i = 0; i < CONVERTED.size(); i++) {
            String name = CONVERTED.get(i);
            members.put(name, "\"" + values(name, NEWEST).get(i) + "\"");
        }
        List.of(NEWEST, NEWEST - 1, 11, 5).forEach(version -> members.put("added" + version, "false"));
        return members;
    }

    /** The view of a client that is this number of versions behind. */
    static ReleaseView view(int versions) {
        Catalog catalog = catalog();
        String name = Integer.toString(NEWEST - versions);
        return new ReleaseView(catalog, catalog.release(name).orElseThrow());
    }

    private static Catalog catalog() {
        CatalogBuilder builder = Catalog.builder()
                .typeRule(new TypeRule.ByField(JsonName.of("schema")))
                .versionRule(new VersionRule(JsonName.of("version"), 1, false));
        for (int version = 1; version <= NEWEST; version++) {
            builder.release(
                    new Release(Integer.toString(version), VersionRange.parse(version + ".x"), Map.of(TYPE, version)));
        }
        stepsDown(NEWEST - 1).forEach(step -> builder.lens(lens(step)));
        return builder.build();
    }

    private static Lens lens(Step step) {
        List<ConvertPairs.Pair> pairs = new ArrayList<>();
        step.values().forEach((newer, older) -> pairs.add(new ConvertPairs.Pair(string(older), string(newer))));
        return new Lens(
                TYPE,
                step.older(),
                step.older() + 1,
                List.of(
                        new Rename(JsonName.of(step.renamedTo()), JsonName.of(step.renamed())),
                        new Add(JsonName.of(step.dropped()), JsonValue.of("false")),
                        new ConvertPairs(JsonName.of(step.converted()), pairs, null)));
    }

    private static JsonValue string(String text) {
        return JsonValue.of("\"" + text + "\"");
    }
}
