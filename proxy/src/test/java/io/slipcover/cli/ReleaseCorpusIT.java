package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.ClientVersion;
import io.slipcover.catalog.Release;
import io.slipcover.config.Configuration;
import io.slipcover.document.RefusedException;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.UnshowableException;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import io.slipcover.testbed.NodePackages;
import io.slipcover.testing.KitTests;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lens engine of {@code clients/js} leads documents between releases as Slipcover does: the stories of the examples, and what random
 * edits make of their documents. {@code -Dslipcover.seed} names the seed of the edits.
 */
final class ReleaseCorpusIT {
    private static final long SEED = Long.getLong("slipcover.seed", 20_261_130);
    private static final int ROUNDS = 60;

    /** A document as clients of a release see it. */
    private record Seen(Release release, JsonObject document) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../examples/migrations/cht-core",
                "../examples/migrations/cozy-desktop",
                "../examples/migrations/tangerine",
                "src/test/resources/io/slipcover/cli/release-corpus/hidden",
                "src/test/resources/io/slipcover/cli/release-corpus/rules",
                "src/test/resources/io/slipcover/cli/release-corpus/spelled"
            })
    void schemaInJavaScript_storyAndRandomEdits_leadsAsSlipcoverDoes(Path example) throws Exception {
        assumeTrue(NodePackages.isNodeInstalled(), "no node on the PATH");
        Configuration configuration = Configuration.load(example.resolve("slipcover.yaml"), Map.of());
        JsonObject story = JsonObject.of(Files.readString(example.resolve("story.json")));
        Path file = Files.createDirectories(Path.of("target"))
                .resolve("release-corpus-" + example.getFileName() + ".jsonl");

        int cases = write(configuration, seen(configuration.catalog(), story), file);

        assertThat(cases).isGreaterThan(500);
        assertThat(KitTests.differences("release-corpus.mjs", file, Map.of()))
                .isEqualTo(cases + " cases, 0 differences\n");
    }

    private static List<Seen> seen(Catalog catalog, JsonObject story) {
        Map<String, Release> releases = new HashMap<>();
        JsonObject phones = object(story, "phones");
        for (int i = 0; i < phones.size(); i++) {
            String version = ((JsonSlice) phones.value(i)).asString();
            releases.put(
                    phones.name(i).text(),
                    catalog.releaseFor(ClientVersion.parse(version)).orElseThrow());
        }
        List<Seen> all = new ArrayList<>();
        JsonValue steps = story.get(JsonName.of("steps"));
        for (int i = 0; steps != null && i < steps.asArray().size(); i++) {
            JsonObject step = steps.asArray().get(i).asObject();
            JsonObject views = object(step, "seen");
            for (int k = 0; k < views.size(); k++) {
                Release release = releases.get(views.name(k).text());
                if (release != null && views.object(k) != null) {
                    all.add(new Seen(
                            release, numbered(catalog, release, views.value(k).asObject())));
                }
            }
        }
        return all;
    }

    private static JsonObject object(JsonObject around, String name) {
        JsonValue value = around.get(JsonName.of(name));
        return value == null ? JsonObject.empty() : value.asObject();
    }

    /** The document with an id, and with the version that the release has of its type. */
    private static JsonObject numbered(Catalog catalog, Release release, JsonObject document) {
        JsonObject numbered = JsonObject.of("{\"_id\":\"x\"}");
        for (int i = 0; i < document.size(); i++) {
            numbered.put(document.name(i), compact(document.value(i)));
        }
        String type = catalog.typeRule().typeOf(null, numbered);
        Integer version = type == null ? null : release.types().get(type);
        MemberPath path = catalog.versionRule().path();
        JsonObject host = version == null ? null : path.hostToWrite(numbered);
        if (host != null) {
            host.put(path.last(), catalog.versionRule().value(requireNonNull(type), requireNonNull(version)));
        }
        return numbered;
    }

    /** The value in its shortest spelling. */
    private static JsonValue compact(JsonValue value) {
        switch (value.kind()) {
            case OBJECT -> {
                JsonObject object = value.asObject();
                JsonObject compact = JsonObject.empty();
                for (int i = 0; i < object.size(); i++) {
                    compact.add(object.name(i), compact(object.value(i)));
                }
                return compact;
            }
            case ARRAY -> {
                JsonArray array = value.asArray();
                JsonArray compact = JsonArray.empty();
                for (int i = 0; i < array.size(); i++) {
                    compact.add(compact(array.get(i)));
                }
                return compact;
            }
            case STRING -> {
                return JsonSlice.string(((JsonSlice) value).asString());
            }
            case NUMBER -> {
                return JsonSlice.number(((JsonSlice) value).asNumber());
            }
            case BOOLEAN, NULL -> {
                return value;
            }
        }
        throw new IllegalArgumentException(value.toString());
    }

    private static int write(Configuration configuration, List<Seen> seen, Path file) throws IOException {
        Catalog catalog = configuration.catalog();
        RandomEdits edits = new RandomEdits(new Random(SEED));
        seen.forEach(one -> edits.learn(one.document()));
        Map<String, ReleaseView> views = new LinkedHashMap<>();
        catalog.releases().forEach(release -> views.put(release.name(), new ReleaseView(catalog, release)));
        String store = catalog.store().name();
        ReleaseView stored = requireNonNull(views.get(store));
        List<JsonObject> cases = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Seen one : seen) {
                JsonObject document = edits.edited(one.document());
                views.forEach((name, view) ->
                        cases.add(answered(asked("lead", document).with("to", name), () -> view.view(copy(document)))));
                JsonObject base = shown(stored, document);
                JsonObject view = base == null
                        ? null
                        : shown(requireNonNull(views.get(one.release().name())), base);
                if (base != null && view != null) {
                    JsonObject written = edits.edited(view);
                    if (!isToldAlike(catalog, written)) {
                        continue;
                    }
                    cases.add(answered(
                            asked("put", written)
                                    .with("release", one.release().name())
                                    .with("to", store)
                                    .with("base", copy(base)),
                            () -> requireNonNull(views.get(one.release().name()))
                                    .upgrade(copy(written), copy(base))));
                }
            }
        }
        try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
            out.append(LensesJson.of(catalog, configuration.facts().written()).toString())
                    .append('\n');
            for (JsonObject one : cases) {
                out.append(one.toString()).append('\n');
            }
        }
        return cases.size();
    }

    /**
     * Whether an app's database and the store know the same of a written document. The store looks for the version of a document that
     * tells none. It holds numbers that clients never see, and it knows whether a value is stored that equals a default.
     */
    private static boolean isToldAlike(Catalog catalog, JsonObject written) {
        String type = catalog.typeRule().typeOf(null, written);
        return !catalog.versionRule().hidden()
                && catalog.versionRule().path().get(written) != null
                && (type == null || catalog.defaults(catalog.store(), type).isEmpty());
    }

    private static JsonObject copy(JsonObject document) {
        return JsonObject.of(document.toString());
    }

    private static @Nullable JsonObject shown(ReleaseView view, JsonObject stored) {
        try {
            return view.view(copy(stored));
        } catch (UnshowableException cannotBeShown) {
            return null;
        }
    }

    private static Json asked(String what, JsonObject document) {
        return new Json().with("asked", what).with("document", copy(document));
    }

    private static JsonObject answered(Json asked, Supplier<JsonObject> step) {
        try {
            asked.with("result", step.get());
        } catch (UnshowableException | RefusedException refusal) {
            asked.with("error", String.valueOf(refusal.getMessage()));
        }
        return JsonObject.of(asked.toString());
    }
}
