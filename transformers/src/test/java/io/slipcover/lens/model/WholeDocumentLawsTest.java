package io.slipcover.lens.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.lens.DocumentLens;
import io.slipcover.lens.Java;
import io.slipcover.lens.Jsonata;
import io.slipcover.lens.Lens;
import io.slipcover.lens.LensPath;
import io.slipcover.lens.Operation;
import io.slipcover.lens.ReservedNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The laws for operations that see the whole document, whose {@code put} is a merge. */
class WholeDocumentLawsTest {
    private static final ReservedNames RESERVED = ReservedNames.ofDocument(Set.of(JsonName.of("version")));
    private static final JsonName HIDDEN = JsonName.of("z");

    /** Renames a, so that both sides show all there is. */
    private static final Operation RENAMING =
            new Jsonata("$ ~> |$|{'z': a}, ['a']|", "$ ~> |$|{'a': z}, ['z']|", RESERVED);

    /** Adds z, which the older side does not see. */
    private static final Operation ADDING = new Jsonata("$merge([{'z': 0}, $])", "$ ~> |$|{}, ['z']|", RESERVED);

    private static final Operation ADDING_IN_JAVA = new Java("Adding", new Adding(), RESERVED);

    private static final class Adding implements DocumentLens {
        @Override
        public Map<String, Object> forward(Map<String, Object> older) {
            older.putIfAbsent("z", 0);
            return older;
        }

        @Override
        public Map<String, Object> backward(Map<String, Object> newer) {
            newer.remove("z");
            return newer;
        }
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void jsonata_thatShowsAll_keepsTheLaws(@ForAll long seed) {
        Random random = new Random(seed);
        RandomDocuments documents = new RandomDocuments(random);
        Map<String, Object> older = documents.document();
        JsonObject newer = JsonObject.of(Documents.spell(older, random));
        path(RENAMING, 1, 2).apply(newer);

        putLeadsUp(RENAMING, newer.toString(), Documents.spell(documents.edit(older), random));
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void jsonata_thatHidesAMember_keepsTheLawsAndTheMember(@ForAll long seed) {
        hiddenMemberStays(ADDING, seed);
    }

    @Property(tries = 5_000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void java_thatHidesAMember_keepsTheLawsAndTheMember(@ForAll long seed) {
        hiddenMemberStays(ADDING_IN_JAVA, seed);
    }

    private static void hiddenMemberStays(Operation operation, long seed) {
        Random random = new Random(seed);
        RandomDocuments documents = new RandomDocuments(random);
        Map<String, Object> older = documents.document();
        Map<String, Object> newer = new LinkedHashMap<>(older);
        if (random.nextBoolean()) {
            newer.put("z", documents.value(1));
        }
        String newerText = Documents.spell(newer, random);

        JsonObject stored = putLeadsUp(operation, newerText, Documents.spell(documents.edit(older), random));

        JsonObject base = JsonObject.of(newerText);
        assertThat(String.valueOf(stored.get(HIDDEN))).isEqualTo(String.valueOf(base.get(HIDDEN)));
    }

    /** GetPut to the byte, PutGet, and a base that is not touched. */
    private static JsonObject putLeadsUp(Operation operation, String newer, String view) {
        LensPath up = path(operation, 1, 2);
        LensPath down = path(operation, 2, 1);

        JsonObject shown = JsonObject.of(newer);
        down.apply(shown);
        up.put(JsonObject.of(newer), shown);
        assertThat(shown).hasToString(newer);

        JsonObject base = JsonObject.of(newer);
        JsonObject stored = JsonObject.of(view);
        up.put(base, stored);
        assertThat(base).hasToString(newer);
        JsonObject read = stored.copy();
        down.apply(read);
        assertThat(read.sameAs(JsonObject.of(view)))
                .as("%s + %s = %s, read as %s", newer, view, stored, read)
                .isTrue();
        return stored;
    }

    private static LensPath path(Operation operation, int from, int to) {
        return LensPath.compile(List.of(new Lens("thing", 1, 2, List.of(operation))), from, to);
    }
}
