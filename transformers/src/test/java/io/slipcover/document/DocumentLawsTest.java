package io.slipcover.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.CatalogBuilder;
import io.slipcover.catalog.Defaults;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.VersionRange;
import io.slipcover.catalog.VersionRule;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Add;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.Head;
import io.slipcover.lens.Hoist;
import io.slipcover.lens.Lens;
import io.slipcover.lens.LensException;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Plunge;
import io.slipcover.lens.Remove;
import io.slipcover.lens.Rename;
import io.slipcover.lens.Split;
import io.slipcover.lens.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** The promises about data, at the level of documents, over generated schemas of three versions and four releases. */
final class DocumentLawsTest {
    private static final JsonName VERSION = JsonName.of("version");
    /** Stands for a document that tells no version: 1 where it is stored, the client's where it is written. */
    private static final int UNNUMBERED = 0;

    private static final List<String> MEMBERS = List.of("a", "b", "c", "d", "e");

    /** Members that no operation names: what a default is for has to be a view that the newer side can have. */
    private static final List<String> MEMBERS_WITH_DEFAULT = List.of("f", "g");

    /**
     * A schema, a client's release and the store's.
     *
     * @param catalog with a number that may be hidden, and with defaults
     * @param plain the same with a visible number and without defaults
     * @param lenses the operations from 1 to 2 and from 2 to 3
     */
    record Schema(Catalog catalog, Catalog plain, Release release, List<List<Operation>> lenses) {
        ReleaseView view() {
            return new ReleaseView(catalog, release);
        }

        int own() {
            return version(release);
        }

        int store() {
            return version(catalog.store());
        }

        /** A stored document led to a version and numbered, by way of what a release of that version sees of it. */
        JsonObject ledTo(int version, String stored) {
            Release of = plain.releases().stream()
                    .filter(release -> version(release) == version)
                    .findFirst()
                    .orElseThrow();
            JsonObject led = new ReleaseView(plain, of).view(JsonObject.of(stored));
            if (!led.has(VERSION)) {
                led.add(VERSION, JsonSlice.number(version));
            }
            return led;
        }

        /** Whether a document of the release's version can be led down to the oldest. */
        boolean isAcceptedOnTheWayBack(String view) {
            return attempt(() -> ledTo(1, numbered(view, own()))).isPresent();
        }

        /** The operations on the way up from the release's version. */
        List<Operation> upTo(int version) {
            return lenses.subList(own() - 1, version - 1).stream()
                    .flatMap(List::stream)
                    .toList();
        }

        private static int version(Release release) {
            return release.types().getOrDefault("t", 0);
        }

        @Override
        public String toString() {
            return "release " + release.name() + ", store " + catalog.store().name() + ", hidden "
                    + catalog.versionRule().hidden() + ", "
                    + Stream.of(1, 2)
                            .map(from -> catalog.path("t", from, from + 1))
                            .toList();
        }
    }

    /** GetPut: a client that writes back what it was shown changes nothing. */
    @Property(tries = 10000, edgeCases = EdgeCasesMode.NONE)
    void upgrade_whatWasShown_storesTheBaseLedToTheTarget(
            @ForAll("schemas") Schema schema, @ForAll("stored") String stored, @ForAll("versions") int version) {
        String base = numbered(stored, version);
        String shown = shownOrSkip(schema, base);
        int target = Math.max(Math.max(schema.store(), schema.own()), version);
        Optional<String> led = attempt(() -> schema.ledTo(target, base).toString());
        Assume.that(led.isPresent());

        String result =
                schema.view().upgrade(JsonObject.of(shown), JsonObject.of(base)).toString();

        assertThat(result).isEqualTo(led.orElseThrow());
        if (target == version) {
            assertThat(result).isEqualTo(base);
        }
    }

    /**
     * PutGet: what a client writes is what its release then reads; here it writes what it was shown of another document. Excepted by
     * design are members that the newer schema removed (what the newer side has under that name for itself shows) and values that
     * {@code otherwise} stands in for. Left out are paths whose operations are at odds: what one makes, the next cannot show; and, where
     * nobody sees a number, edits that the way back refuses, since they may be of an older version.
     */
    @Property(tries = 10000, edgeCases = EdgeCasesMode.NONE)
    void upgrade_anEdit_isWhatTheReleaseThenReads(
            @ForAll("schemasThatKeepEverything") Schema schema,
            @ForAll("stored") String stored,
            @ForAll("versions") int version,
            @ForAll("stored") String other,
            @ForAll("versions") int versionOfOther) {
        int target = Math.max(Math.max(schema.store(), schema.own()), version);
        String base = numbered(stored, version);
        shownOrSkip(schema, base);
        // The other document has the target's shape, since an edit stays among the views that the newer side can have.
        Optional<String> written = attempt(
                () -> schema.ledTo(target, numbered(other, versionOfOther)).toString());
        Assume.that(written.isPresent());
        String edit = shownOrSkip(schema, written.orElseThrow());
        Assume.that(!schema.catalog().versionRule().hidden() || schema.isAcceptedOnTheWayBack(edit));
        Optional<JsonObject> led = attempt(() -> schema.ledTo(target, base));
        Assume.that(led.isPresent() && eachStepIsShown(schema.upTo(target), led.orElseThrow(), JsonObject.of(edit)));
        Optional<JsonObject> result = attempt(() -> schema.view().upgrade(JsonObject.of(edit), JsonObject.of(base)));
        Assume.that(result.isPresent());

        JsonObject read = schema.view().view(JsonObject.of(result.orElseThrow().toString()));

        assertThat(read.sameAs(JsonObject.of(edit)))
                .as("base %s, edit %s, stored %s, read %s", base, edit, result, read)
                .isTrue();
    }

    /**
     * Writes only go up: what is stored has the newest version of the store's, the base's and its own. A document without a number may
     * be of the writer's version or an older one.
     */
    @Property(tries = 10000, edgeCases = EdgeCasesMode.NONE)
    void upgrade_anything_hasTheNewestVersion(
            @ForAll("schemas") Schema schema,
            @ForAll("stored") String stored,
            @ForAll("versions") int version,
            @ForAll("stored") String written,
            @ForAll("versions") int own) {
        Optional<JsonObject> result = attempt(() ->
                schema.view().upgrade(JsonObject.of(numbered(written, own)), JsonObject.of(numbered(stored, version))));
        Assume.that(result.isPresent());

        int least = Math.max(schema.store(), version);
        int oldest = own == UNNUMBERED ? 1 : own;
        int newest = own == UNNUMBERED ? schema.own() : own;
        assertThat(Integer.parseInt(String.valueOf(result.orElseThrow().get(VERSION))))
                .isBetween(Math.max(least, oldest), Math.max(least, newest));
    }

    /** What needs no base needs none: with a base or without, the same is stored. */
    @Property(tries = 10000, edgeCases = EdgeCasesMode.NONE)
    void upgrade_needsNoBase_baseMakesNoDifference(
            @ForAll("schemas") Schema schema,
            @ForAll("stored") String stored,
            @ForAll("versions") int version,
            @ForAll("stored") String written) {
        ReleaseView view = schema.view();
        Assume.that(!view.needsBase(JsonObject.of(written)));
        String base = numbered(stored, version);
        Optional<JsonObject> with = attempt(() -> view.upgrade(JsonObject.of(written), JsonObject.of(base)));
        Optional<JsonObject> without = attempt(() -> view.upgrade(JsonObject.of(written), null));
        Assume.that(with.isPresent());

        assertThat(without).isPresent();
        assertThat(with.orElseThrow().sameAs(without.orElseThrow()))
                .as("with %s, without %s", with, without)
                .isTrue();
    }

    /** What is none of ours is untouched, both ways. */
    @Property(tries = 10000, edgeCases = EdgeCasesMode.NONE)
    void anything_ofAnotherType_isUntouched(
            @ForAll("schemas") Schema schema, @ForAll("stored") String document, @ForAll("versions") int version) {
        String base = numbered(document, version);
        for (String other : List.of(
                base.replace("\"t\"", "\"u\""),
                base.replace(",\"type\":\"t\"", ""),
                "{\"_id\":\"x\",\"_rev\":\"1-x\",\"_deleted\":true,\"type\":\"t\"}",
                base.replace("\"_id\":\"", "\"_id\":\"_design/"),
                base.replace("\"_id\":\"", "\"_id\":\"_local/"))) {
            assertThat(schema.view().view(JsonObject.of(other))).hasToString(other);
            assertThat(schema.view().upgrade(JsonObject.of(other), JsonObject.of(base)))
                    .hasToString(other);
            assertThat(schema.view().needsBase(JsonObject.of(other))).isFalse();
        }
    }

    /** Whether what each operation is given on the way up is what it could have shown: led up without a base, it is seen again. */
    private static boolean eachStepIsShown(List<Operation> operations, JsonObject base, JsonObject edit) {
        try {
            List<JsonObject> bases = new ArrayList<>();
            JsonObject older = base.copy();
            for (int i = operations.size() - 1; i >= 0; i--) {
                bases.add(0, older.copy());
                operations.get(i).backward(older);
            }
            JsonObject reached = edit.copy();
            for (int i = 0; i < operations.size(); i++) {
                JsonObject seenAgain = reached.copy();
                operations.get(i).forward(seenAgain);
                operations.get(i).backward(seenAgain);
                if (!seenAgain.sameAs(reached)) {
                    Statistics.label("operations").collect("at odds");
                    return false;
                }
                operations.get(i).put(bases.get(i), reached);
            }
        } catch (LensException e) {
            Statistics.label("operations").collect("refuse");
            return false;
        }
        Statistics.label("operations").collect("keep");
        return true;
    }

    private static String shownOrSkip(Schema schema, String stored) {
        Optional<String> shown =
                attempt(() -> schema.view().view(JsonObject.of(stored)).toString());
        Assume.that(shown.isPresent());
        return shown.orElseThrow();
    }

    private static <T> Optional<T> attempt(Supplier<T> supplier) {
        try {
            return Optional.of(supplier.get());
        } catch (UnshowableException | RefusedException e) {
            return Optional.empty();
        }
    }

    private static String numbered(String document, int version) {
        return version == UNNUMBERED
                ? document
                : document.replace("\"type\":\"t\"", "\"type\":\"t\",\"version\":" + version);
    }

    @Provide
    Arbitrary<Integer> versions() {
        return Arbitraries.integers().between(UNNUMBERED, 3);
    }

    @Provide
    Arbitrary<Schema> schemas() {
        return schemas(Arbitraries.oneOf(
                keepingOperations(),
                Combinators.combine(members(), values()).as((name, value) -> new Remove(name, JsonValue.of(value))),
                Combinators.combine(members(), values(), values())
                        .as((name, one, another) -> new ConvertPairs(name, pairs(one, another), pair(one, "1")))));
    }

    @Provide
    Arbitrary<Schema> schemasThatKeepEverything() {
        return schemas(keepingOperations());
    }

    private static Arbitrary<Schema> schemas(Arbitrary<Operation> operation) {
        Arbitrary<List<Operation>> operations = operation.list().ofMaxSize(3);
        return Combinators.combine(
                        operations,
                        operations,
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(true, false))
                .as(DocumentLawsTest::schema);
    }

    private static Schema schema(List<Operation> first, List<Operation> second, int client, int store, boolean hidden) {
        Map<String, Defaults> defaults = Map.of("t", Defaults.of(JsonObject.of("{\"f\":1.0,\"g\":{}}")));
        List<Release> releases =
                List.of(release("1", 1), release("1.1", 1).withDefaults(defaults), release("2", 2), release("3", 3));
        String storeName = releases.get(store).name();
        Catalog plain = builder(first, second, false)
                .release(release("1", 1))
                .release(release("2", 2))
                .release(release("3", 3))
                .build();
        CatalogBuilder builder = builder(first, second, hidden).store(storeName);
        releases.forEach(builder::release);
        return new Schema(builder.build(), plain, releases.get(client), List.of(first, second));
    }

    private static CatalogBuilder builder(List<Operation> first, List<Operation> second, boolean hidden) {
        return Catalog.builder()
                .versionRule(new VersionRule(VERSION, 1, hidden))
                .lens(new Lens("t", 1, 2, first))
                .lens(new Lens("t", 2, 3, second));
    }

    private static Release release(String name, int version) {
        return new Release(name, VersionRange.parse("*"), Map.of("t", version));
    }

    private static Arbitrary<JsonName> members() {
        return Arbitraries.of(MEMBERS).map(JsonName::of);
    }

    private static Arbitrary<Operation> keepingOperations() {
        Arbitrary<List<JsonName>> pairs = Arbitraries.shuffle(MEMBERS)
                .map(names -> names.stream().map(JsonName::of).toList());
        return Arbitraries.oneOf(
                pairs.map(names -> new Rename(names.get(0), names.get(1))),
                pairs.map(names -> new Hoist(names.get(0), names.get(1))),
                pairs.map(names -> new Plunge(names.get(0), names.get(1))),
                pairs.map(names -> new Split(names.get(0), names.subList(1, 3), " ")),
                members().map(Wrap::new),
                members().map(Head::new),
                Combinators.combine(members(), values()).as((name, value) -> new Add(name, JsonValue.of(value))),
                Combinators.combine(members(), values(), values())
                        .as((name, one, another) -> new ConvertPairs(name, pairs(one, another), null)));
    }

    private static List<ConvertPairs.Pair> pairs(String one, String another) {
        return List.of(pair(one, "1"), pair(another, "[]"), pair("\"x\"", "{}"));
    }

    private static ConvertPairs.Pair pair(String older, String newer) {
        return new ConvertPairs.Pair(JsonValue.of(older), JsonValue.of(newer));
    }

    @Provide
    Arbitrary<String> stored() {
        Arbitrary<String> names = Arbitraries.oneOf(Arbitraries.of(MEMBERS), Arbitraries.of(MEMBERS_WITH_DEFAULT));
        Arbitrary<List<String>> members = Combinators.combine(names, values())
                .as((name, value) -> "\"" + name + "\":" + value)
                .list()
                .ofMaxSize(5)
                .uniqueElements(member -> member.charAt(1));
        return members.map(list -> {
            List<String> all = new ArrayList<>(List.of("\"_id\":\"x\"", "\"_rev\":\"1-x\"", "\"type\":\"t\""));
            all.addAll(list);
            return "{" + String.join(",", all) + "}";
        });
    }

    private static Arbitrary<String> values() {
        return Arbitraries.of(
                "1",
                "1.0",
                "null",
                "true",
                "\"x\"",
                "\"x y\"",
                "\"\\u0078 y z\"",
                "\"x  y\"",
                "\"\"",
                "[]",
                "[1E0]",
                "[null,2.50]",
                "[{\"a\":1}]",
                "{}",
                "{\"a\":1.50}",
                "{\"b\":[1],\"a\":null}",
                "{\"c\":\"x\",\"d\":1}");
    }
}
