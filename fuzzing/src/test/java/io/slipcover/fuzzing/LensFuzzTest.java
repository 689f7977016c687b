package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.config.Configuration;
import io.slipcover.config.ConfigurationException;
import io.slipcover.document.BareTombstones;
import io.slipcover.document.RefusedException;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.UnshowableException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.testbed.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Lenses and documents that the bytes of an input choose ({@link LensSource}), in three versions and three releases. A lens that a
 * configuration may have leads every document somewhere, or refuses it with an exception that is meant for that. What a release is shown and
 * writes back stores the document that was there, an edit of a member that no lens names changes this member alone, and what was written
 * reads as it was written.
 */
final class LensFuzzTest implements FuzzTarget {
    private static final Path FOLDER = TemporaryFolder.create("slipcover-fuzz-");
    private static final Path MAIN = FOLDER.resolve("slipcover.yaml");
    private static final int NEWEST = 3;
    private static final JsonName VERSION = JsonName.of("v");
    private static final JsonName UNNAMED = JsonName.of("named by no lens");

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> TemporaryFolder.remove(FOLDER)));
    }

    /** The releases' views, the newest last, and whether some lens loses what older releases write. */
    private record Schema(List<ReleaseView> views, boolean loses) {
        static Schema of(Configuration configuration) {
            Catalog catalog = configuration.catalog();
            return new Schema(
                    catalog.releases().stream()
                            .map(release -> new ReleaseView(catalog, release))
                            .toList(),
                    !configuration.losses().isEmpty());
        }

        /** The document as a client of the newest release stores it, or nothing where a lens refuses it. */
        Optional<JsonObject> newest(String stored) {
            return tried(() -> {
                JsonObject led = views.get(NEWEST - 1).view(JsonObject.of(stored));
                if (!led.has(VERSION)) {
                    led.add(VERSION, JsonSlice.number(NEWEST));
                }
                return led;
            });
        }

        /** How many operations lead from a release's version to the newest. */
        long operations(ReleaseView view) {
            return view.catalog().path("note", version(view), NEWEST).changes().size();
        }
    }

    @Override
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    public void holds(byte[] bytes) throws IOException {
        Input input = new Input(bytes);
        LensSource source = new LensSource(input);
        Optional<Schema> schema = load(List.of(source.file(1), source.file(2)));
        if (schema.isPresent()) {
            String stored = source.document(1 + input.choice(NEWEST));
            String other = source.document(1 + input.choice(NEWEST));
            for (ReleaseView view : schema.orElseThrow().views()) {
                holdsFor(view, schema.orElseThrow(), stored, other);
            }
        }
    }

    private static Optional<Schema> load(List<String> lenses) throws IOException {
        Files.createDirectories(FOLDER.resolve("lenses"));
        for (int from = 1; from <= lenses.size(); from++) {
            Files.writeString(FOLDER.resolve("lenses/note." + from + ".yaml"), lenses.get(from - 1));
        }
        Files.writeString(MAIN, """
                upstream: http://127.0.0.1:5984
                lenses: lenses
                documents: { type: { field: type }, version: { field: v, when-absent: 1 } }
                releases:
                  - { name: "1", clients: 1.x, types: { note: 1 } }
                  - { name: "2", clients: 2.x, types: { note: 2 } }
                  - { name: "3", clients: 3.x, types: { note: 3 } }
                """);
        try {
            return Optional.of(Schema.of(Configuration.load(MAIN, Map.of())));
        } catch (ConfigurationException mistakes) {
            assertThat(mistakes.problems()).isNotEmpty();
            return Optional.empty();
        }
    }

    private static void holdsFor(ReleaseView view, Schema schema, String stored, String other) throws IOException {
        Optional<JsonObject> shown = tried(() -> view.view(JsonObject.of(stored)));
        Optional<JsonObject> led = schema.newest(stored);
        if (shown.isEmpty()) {
            return;
        }
        String text = shown.orElseThrow().toString();
        assertThat(JacksonReading.isValue(text.getBytes(UTF_8))).as(text).isTrue();
        Optional<JsonObject> back = written(view, text, stored);
        if (led.isPresent()) {
            String expected = led.orElseThrow().toString();
            assertThat(back.map(Object::toString))
                    .as(
                            "release %s wrote back what it was shown of %s",
                            view.release().name(), stored)
                    .contains(expected);
            JsonObject edited = JsonObject.of(text);
            edited.add(UNNAMED, JsonSlice.TRUE);
            Optional<JsonObject> changed = written(view, edited.toString(), stored);
            if (changed.isPresent()) { // Operations that work against each other may refuse it.
                assertThat(members(changed.orElseThrow()))
                        .as(
                                "release %s edited what it was shown of %s",
                                view.release().name(), stored)
                        .isEqualTo(with(members(led.orElseThrow())));
            }
            readsWhatItWrites(view, schema, expected, other);
        }
    }

    /**
     * Where one operation leads to the newest version, and that loses nothing: what a release was shown of another document, it reads again
     * after it has written it here. The law is about views that documents of the newest version have.
     */
    private static void readsWhatItWrites(ReleaseView view, Schema schema, String stored, String other)
            throws IOException {
        Optional<JsonObject> written =
                schema.newest(other).flatMap(led -> tried(() -> view.view(JsonObject.of(led.toString()))));
        if (schema.loses() || schema.operations(view) != 1 || written.isEmpty()) {
            return;
        }
        String text = written.orElseThrow().toString();
        if (tried(() -> view.view(JsonObject.of(stored))).isEmpty()) {
            return;
        }
        Optional<JsonObject> result = written(view, text, stored);
        assertThat(result)
                .as("release %s wrote %s over %s", view.release().name(), text, stored)
                .isPresent();
        assertThat(members(view.view(result.orElseThrow())))
                .as("release %s wrote %s over %s", view.release().name(), text, stored)
                .isEqualTo(members(JsonObject.of(text)));
    }

    private static Optional<JsonObject> written(ReleaseView view, String text, String base) {
        return tried(() -> view.upgrade(null, JsonObject.of(text), JsonObject.of(base), BareTombstones.UNHEARD));
    }

    /** What the object says. A number that was written in another spelling may keep the stored one. */
    private static Object members(JsonObject object) throws IOException {
        return JacksonTree.meaning(JacksonTree.of(object.toString()));
    }

    private static Object with(Object members) {
        Map<Object, Object> more = new LinkedHashMap<>((Map<?, ?>) members);
        more.put(UNNAMED.text(), new JacksonTree.Spelled("true"));
        return more;
    }

    /** The document, or nothing where a lens says that it does not accept it. */
    private static Optional<JsonObject> tried(Supplier<JsonObject> leading) {
        try {
            return Optional.of(leading.get());
        } catch (UnshowableException | RefusedException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return Optional.empty();
        }
    }

    private static int version(ReleaseView view) {
        Release release = view.release();
        return release.types().getOrDefault("note", NEWEST);
    }
}
