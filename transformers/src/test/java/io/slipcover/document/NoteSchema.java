package io.slipcover.document;

import static io.slipcover.document.TodoSchema.name;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.CatalogBuilder;
import io.slipcover.catalog.Recognition;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.VersionRange;
import io.slipcover.catalog.VersionRule;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Add;
import io.slipcover.lens.ConvertMultiply;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.Lens;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.lens.Rename;
import io.slipcover.lens.Wrap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notes, of which nothing tells the version but what the lenses refuse.
 *
 * <pre>
 * 1    { "title": "Milk", "done": false, "owner": "ann", "price": 1.1 }
 * 2    { "text": "Milk", "status": "open", "owners": ["ann"], "due": null, "price": 1.1 }
 * 3    { "text": "Milk", "status": "open", "people": ["ann"], "due": null, "price": 110 }
 * </pre>
 */
final class NoteSchema {
    private NoteSchema() {}

    static CatalogBuilder builder(boolean hidden) {
        return Catalog.builder()
                .typeRule(new TypeRule.ByField(name("kind")))
                .versionRule(new VersionRule(name("v"), 1, hidden))
                .release(release("note", 1))
                .release(release("note", 2))
                .release(release("note", 3))
                .lens(new Lens(
                        "note",
                        1,
                        2,
                        List.of(
                                new Rename(name("title"), name("text")),
                                new Rename(name("done"), name("status")),
                                new ConvertPairs(
                                        name("status"),
                                        List.of(pair("false", "\"open\""), pair("true", "\"closed\"")),
                                        pair("false", "\"open\"")),
                                new Rename(name("owner"), name("owners")),
                                new Wrap(name("owners")),
                                new Add(name("due"), JsonSlice.NULL))))
                .lens(new Lens(
                        "note",
                        2,
                        3,
                        List.of(
                                new Rename(name("owners"), name("people")),
                                new ConvertMultiply(name("price"), JsonNumber.of(100)))));
    }

    static Recognition recognition(Map<Integer, List<String>> has) {
        Map<Integer, ObjectCondition> rules = new HashMap<>();
        has.forEach((version, names) -> rules.put(
                version,
                ObjectCondition.onMembers(names.stream().map(TodoSchema::name).toList(), List.of())));
        return new Recognition(Map.of("note", rules));
    }

    /** The release of the version's own number, with this version of the type. */
    static Release release(String type, int version) {
        return new Release(Integer.toString(version), VersionRange.parse(version + ".x"), Map.of(type, version));
    }

    static ConvertPairs.Pair pair(String older, String newer) {
        return new ConvertPairs.Pair(JsonValue.of(older), JsonValue.of(newer));
    }
}
