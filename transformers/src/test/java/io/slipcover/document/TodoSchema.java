package io.slipcover.document;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.CatalogBuilder;
import io.slipcover.catalog.Defaults;
import io.slipcover.catalog.Recognition;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.VersionRange;
import io.slipcover.catalog.VersionRule;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Add;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.Hoist;
import io.slipcover.lens.Lens;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.lens.Rename;
import io.slipcover.lens.Wrap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The schema of the todo example, release by release.
 *
 * <pre>
 * 1    { "title": "Water the plants", "isDone": false }
 * 1.1  isImportant is false where it is missing
 * 2    { "title": "Water the plants", "status": "active", "group": { "name": "home" }, "assignee": "ada" }
 * 3    { "text": "Water the plants", "status": "active", "groupName": "home", "assignees": ["ada"] }
 * </pre>
 */
public final class TodoSchema {
    public static final Recognition RECOGNITION = new Recognition(Map.of(
            "todo-item",
            Map.of(
                    1, rule(List.of("isDone"), List.of()),
                    2, rule(List.of("status", "title"), List.of()),
                    3, rule(List.of("text"), List.of("title")))));

    private TodoSchema() {}

    /** The schema with a visible number, recognition rules, and the newest release as the store's. */
    public static Catalog catalog() {
        return builder().recognition(RECOGNITION).build();
    }

    /** The schema with a visible number and without recognition rules. */
    public static CatalogBuilder builder() {
        return Catalog.builder()
                .typeRule(new TypeRule.ByField(name("schema")))
                .versionRule(new VersionRule(name("version"), 1, false))
                .release(release("1", "1.x", 1))
                .release(release("1.1", ">=1.1.0 <2.0.0", 1)
                        .withDefaults(Map.of("todo-item", Defaults.of(JsonObject.of("{\"isImportant\":false}")))))
                .release(release("2", "2.x", 2))
                .release(release("3", ">=3.0.0", 3))
                .lens(statusInsteadOfDone())
                .lens(severalAssignees());
    }

    public static CatalogBuilder hidden() {
        return builder().versionRule(new VersionRule(name("version"), 1, true));
    }

    public static ReleaseView view(Catalog catalog, String release) {
        return new ReleaseView(catalog, catalog.release(release).orElseThrow());
    }

    /** What a release of the schema sees. */
    static String shown(String release, String stored) {
        return shown(catalog(), release, stored);
    }

    static String shown(Catalog catalog, String release, String stored) {
        return view(catalog, release).view(JsonObject.of(stored)).toString();
    }

    /** What is stored when a client of a release writes. */
    static String stored(String release, String written, @Nullable String base) {
        return stored(catalog(), release, written, base);
    }

    static String stored(Catalog catalog, String release, String written, @Nullable String base) {
        return view(catalog, release)
                .upgrade(JsonObject.of(written), base == null ? null : JsonObject.of(base))
                .toString();
    }

    static JsonName name(String name) {
        return JsonName.of(name);
    }

    private static Release release(String name, String clients, int todoItem) {
        return new Release(name, VersionRange.parse(clients), Map.of("todo-item", todoItem, "settings", 1));
    }

    private static Lens statusInsteadOfDone() {
        return new Lens(
                "todo-item",
                1,
                2,
                List.of(
                        new Rename(name("isDone"), name("status")),
                        new ConvertPairs(
                                name("status"),
                                List.of(pair("false", "\"active\""), pair("true", "\"done\"")),
                                pair("false", "\"active\"")),
                        new Add(name("group"), JsonValue.of("{\"name\":\"default\"}")),
                        new Add(name("assignee"), JsonSlice.NULL)));
    }

    private static Lens severalAssignees() {
        return new Lens(
                "todo-item",
                2,
                3,
                List.of(
                        new Rename(name("title"), name("text")),
                        new Hoist(name("group"), name("name")),
                        new Rename(name("name"), name("groupName")),
                        new Rename(name("assignee"), name("assignees")),
                        new Wrap(name("assignees"))));
    }

    private static ConvertPairs.Pair pair(String older, String newer) {
        return new ConvertPairs.Pair(JsonValue.of(older), JsonValue.of(newer));
    }

    private static ObjectCondition rule(List<String> has, List<String> lacks) {
        return ObjectCondition.onMembers(
                has.stream().map(JsonName::of).toList(),
                lacks.stream().map(JsonName::of).toList());
    }
}
