package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Defaults;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.VersionRange.Interval;
import io.slipcover.config.WrittenLens;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that decides how documents are led, in the JSON that the client kit's lens engine reads. docs/lenses-json.md tells its members. */
final class LensesJson {
    /** A reader that knows other members, or the same ones in another sense, reads another format. */
    private static final int FORMAT = 1;

    private final Catalog catalog;
    private final List<WrittenLens> lenses;

    private LensesJson(Catalog catalog, List<WrittenLens> lenses) {
        this.catalog = catalog;
        this.lenses = lenses;
    }

    /** @param catalog the schema, whose types do not depend on the database */
    static Json of(Catalog catalog, List<WrittenLens> lenses) {
        LensesJson writer = new LensesJson(catalog, lenses);
        return new Json()
                .with("slipcover", FORMAT)
                .with("releases", catalog.releases(), writer::release)
                .with("store", catalog.store().name())
                .with("type", writer.type())
                .with("version", VersionRuleJson.of(catalog.versionRule()))
                .with("recognise", writer.recognition())
                .with("reserved", writer.reserved())
                .with("lenses", writer.lenses());
    }

    private Json release(Release release) {
        Json types = new Json();
        release.types().forEach(types::with);
        Json defaults = new Json();
        for (String type : release.types().keySet()) {
            Defaults ofType = catalog.defaults(release, type);
            if (!ofType.isEmpty()) {
                defaults.with(type, JsonValue.of(ofType.toString()));
            }
        }
        Json json = new Json()
                .with("name", release.name())
                .with("clients", release.clients().intervals(), LensesJson::interval)
                .with("types", types);
        if (!defaults.isEmpty()) {
            json.with("defaults", defaults);
        }
        day(json, "deprecated", release.deprecated());
        day(json, "sunset", release.sunset());
        return json;
    }

    private static void day(Json release, String name, @Nullable LocalDate day) {
        if (day != null) {
            release.with(name, day.toString());
        }
    }

    private static Json interval(Interval interval) {
        Json json = new Json().with("from", numbers(interval.from().numbers()));
        return interval.below() == null
                ? json
                : json.with("below", numbers(interval.below().numbers()));
    }

    private static JsonArray numbers(List<Integer> numbers) {
        JsonArray array = JsonArray.empty();
        numbers.forEach(number -> array.add(JsonSlice.number(number)));
        return array;
    }

    private Json type() {
        Json telling = new Json();
        for (String type : catalog.types()) {
            telling.with(
                    type,
                    catalog.typeRule().looksAt(type).stream()
                            .filter(MemberPath::isTop)
                            .map(path -> path.top().text())
                            .toList());
        }
        return TypeRuleJson.of(catalog.typeRule())
                .with(
                        "severalWays",
                        catalog.types().stream()
                                .filter(catalog.typeRule()::isToldInSeveralWays)
                                .toList())
                .with("telling", telling);
    }

    private Json recognition() {
        Json recognition = new Json();
        for (String type : catalog.recognition().types()) {
            Json ofType = new Json();
            for (int version : catalog.recognition().versions(type)) {
                ofType.with(
                        Integer.toString(version),
                        JsonValue.of(String.valueOf(catalog.recognition().rule(type, version))));
            }
            recognition.with(type, ofType);
        }
        return recognition;
    }

    /** By type, the paths that its lenses may not touch: those that tell the types of their files, and the version. */
    private Json reserved() {
        Json reserved = new Json();
        for (String type : catalog.types()) {
            Set<MemberPath> paths = new LinkedHashSet<>(catalog.typeRule().looksAt(type));
            lensesOf(type)
                    .forEach(lens -> lens.types()
                            .forEach(other -> paths.addAll(catalog.typeRule().looksAt(other))));
            paths.add(catalog.versionRule().path());
            JsonArray array = JsonArray.empty();
            paths.forEach(path -> array.add(path(path)));
            reserved.with(type, array);
        }
        return reserved;
    }

    static JsonArray path(MemberPath path) {
        JsonArray names = JsonArray.empty();
        path.names().forEach(name -> names.add(JsonSlice.string(name.text())));
        return names;
    }

    private Json lenses() {
        Json all = new Json();
        for (String type : catalog.types()) {
            all.with(type, lensesOf(type), LensesJson::lens);
        }
        return all;
    }

    private List<WrittenLens> lensesOf(String type) {
        return lenses.stream().filter(lens -> lens.type().equals(type)).toList();
    }

    private static Json lens(WrittenLens lens) {
        return new Json().with("from", lens.from()).with("to", lens.to()).with("operations", lens.operations());
    }
}
