package io.slipcover.onepass;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.CatalogBuilder;
import io.slipcover.catalog.Recognition;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.TypeRule.ByCases;
import io.slipcover.catalog.VersionRange;
import io.slipcover.catalog.VersionRule;
import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import io.slipcover.json.Room;
import io.slipcover.lens.In;
import io.slipcover.lens.Lens;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Rename;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Documents that no plan may be for, and what it costs that there is none. */
final class GeneralWayTest {
    private static final int DOCUMENTS = 100;
    private static final JsonName SCHEMA = name("schema");
    private static final JsonName VERSION = name("version");
    private static final JsonName DATA = name("data");
    private static final Operation RENAME = new Rename(name("title"), name("text"));
    private static final String ITEM =
            "{\"_id\":\"t:1\",\"_rev\":\"1-a\",\"schema\":\"t\",\"version\":2,\"text\":\"x\"}";

    private static JsonName name(String name) {
        return JsonName.of(name);
    }

    private static CatalogBuilder builder(Operation... operations) {
        return Catalog.builder()
                .typeRule(new TypeRule.ByField(SCHEMA))
                .versionRule(new VersionRule(VERSION, 1, false))
                .lens(new Lens("t", 1, 2, List.of(operations)))
                .release(new Release("1", VersionRange.parse("1.x"), Map.of("t", 1)))
                .release(new Release("2", VersionRange.parse("2.x"), Map.of("t", 2)));
    }

    private static ReleaseView view(CatalogBuilder builder) {
        Catalog catalog = builder.build();
        return new ReleaseView(catalog, catalog.release("1").orElseThrow());
    }

    /** How many documents went the general way, which make the same in both ways. */
    private static int asked(ReleaseView view, IntFunction<String> document) {
        return asked(view, EnvelopeLimits.DEFAULT, document);
    }

    private static int asked(ReleaseView view, EnvelopeLimits limits, IntFunction<String> document) {
        String body = StreamKind.CHANGES.body(
                IntStream.range(0, DOCUMENTS).mapToObj(document).toList());
        List<byte[]> pieces = List.of(body.getBytes(UTF_8));
        Led.Counted general = Led.lead(AnswerReading.GENERAL, limits, StreamKind.CHANGES, view, false, pieces);
        Led.Counted checked = Led.lead(AnswerReading.CHECKED, limits, StreamKind.CHANGES, view, false, pieces);
        assertThat(checked.led()).isEqualTo(general.led());
        return checked.asked();
    }

    private static void lead(StreamKind kind, Viewing viewing, List<String> documents) {
        byte[] body = kind.body(documents).getBytes(UTF_8);
        Led.lead(AnswerReading.CHECKED, EnvelopeLimits.DEFAULT, kind, viewing, List.of(body));
    }

    @Test
    void whereNoDocumentMayPass_noneIsTried_andNothingIsLearnt() {
        ReleaseView view = view(builder(RENAME));
        Viewing closed = new Viewing(view, false);
        closed.open = false;
        lead(StreamKind.CHANGES, closed, Collections.nCopies(DOCUMENTS, ITEM));
        PlanBook book = PlanBooks.ofThread(view);

        assertThat(closed.asked).isEqualTo(DOCUMENTS);
        assertThat(book.documents().first()).isNull();
    }

    @Test
    void documentsAloneThatNeverPass_areNotTriedInEachAnswer() {
        ReleaseView view = view(builder(new In(DATA, List.of(RENAME))));
        for (int number = 0; number < DOCUMENTS; number++) {
            lead(StreamKind.DOCUMENT, new Viewing(view, false), List.of(ITEM));
        }

        assertThat(PlanBooks.ofThread(view).entries(EntryKind.BARE).trials.next())
                .isFalse();
    }

    @Test
    void entryThatIsTriedBehindOneThatPasses_isTriedOnce() {
        Viewing viewing = new Viewing(view(builder(RENAME)), false);
        List<String> everyOther = IntStream.range(0, DOCUMENTS)
                .mapToObj(number -> number % 2 == 0 ? ITEM : ITEM.replace(",\"text\"", ", \"text\""))
                .toList();
        lead(StreamKind.CHANGES, viewing, everyOther);
        int learning = viewing.openAsked;
        assertThat(viewing.asked).isLessThan(DOCUMENTS * 2 / 3);
        lead(StreamKind.CHANGES, viewing, everyOther);

        assertThat(viewing.openAsked - learning).isLessThanOrEqualTo(DOCUMENTS / 2 + 1);
    }

    @Test
    void documentsOfOtherVersions_takeNothingFromTheOthers() {
        ReleaseView view = view(builder(RENAME).oldestStored(Map.of("t", 2)));

        assertThat(asked(view, number -> number < 7 ? ITEM.replace("\"version\":2", "\"version\":1") : ITEM))
                .isLessThanOrEqualTo(20);
        assertThat(asked(view, number -> ITEM)).isZero();
    }

    @Test
    void documentsThatAreTooOld_areToldOf() {
        ReleaseView view = view(builder(RENAME).oldestStored(Map.of("t", 2)));

        assertThat(asked(
                        view,
                        number -> ITEM.replace("\"version\":2", "\"version\":1").replace("\"text\"", "\"title\"")))
                .isEqualTo(DOCUMENTS);
    }

    @Test
    void typeThatIsToldInSeveralWays_isLookedAtInEachDocument() {
        ByCases.Case schema =
                new ByCases.Case("t", null, ObjectCondition.equal(MemberPath.of(SCHEMA), JsonValue.of("\"t\"")));
        ByCases.Case other = new ByCases.Case("t", null, ObjectCondition.onMembers(List.of(name("text")), List.of()));

        assertThat(asked(view(builder(RENAME).typeRule(new ByCases(List.of(schema, other)))), number -> ITEM))
                .isEqualTo(DOCUMENTS);
    }

    @Test
    void tombstones_areToldFromLiveDocumentsOfTheirLayout() {
        String live = "{\"_id\":\"t:1\",\"_rev\":\"1-a\",\"_deleted\":false,\"schema\":\"t\"}";
        ReleaseView view = view(builder(RENAME));

        asked(view, number -> live);
        assertThat(asked(view, number -> number % 2 == 0 ? live : live.replace("false", "true")))
                .isEqualTo(1);
    }

    @Test
    void nestedMemberThatTellsTheType_isLookedAtInEachDocument() {
        TypeRule nested = new TypeRule.ByField(new MemberPath(List.of(DATA, SCHEMA)));
        String item = ITEM.replace("\"schema\":\"t\"", "\"data\":{\"schema\":\"t\"}");
        ReleaseView view = view(builder(RENAME).typeRule(nested));

        assertThat(view.mayHavePlans()).isFalse();
        assertThat(asked(view, number -> number % 2 == 0 ? item : item.replace("\"t\"", "\"u\"")))
                .isEqualTo(DOCUMENTS);
    }

    @Test
    void nestedMemberThatTellsTheVersion_isLookedAtInEachDocument() {
        VersionRule nested = new VersionRule(new MemberPath(List.of(DATA, VERSION)), 1, false, null);
        ReleaseView view = view(builder(RENAME).versionRule(nested));

        assertThat(view.mayHavePlans()).isFalse();
        assertThat(asked(
                        view,
                        number -> ITEM.replace("\"version\":2", "\"data\":{\"version\":" + (1 + number % 2) + "}")
                                .replace(
                                        number % 2 == 0 ? "\"text\"" : "\"none\"",
                                        number % 2 == 0 ? "\"title\"" : "\"text\"")))
                .isEqualTo(DOCUMENTS);
    }

    @Test
    void conditionWithinAMember_isLookedAtInEachDocument() {
        ObjectCondition within = new ObjectCondition(
                Map.of(),
                List.of(),
                List.of(),
                Map.of(DATA, new ObjectCondition(Map.of(name("v"), JsonValue.of("2")), List.of(), List.of())));
        ReleaseView view = view(builder(RENAME)
                .recognition(new Recognition(Map.of(
                        "t", Map.of(1, ObjectCondition.onMembers(List.of(name("title")), List.of()), 2, within)))));

        assertThat(view.mayHavePlans()).isFalse();
        assertThat(asked(view, number -> ITEM.replace("\"version\":2", "\"data\":{\"v\":" + (2 + number % 2) + "}")))
                .isEqualTo(DOCUMENTS);
    }

    @Test
    void whereNoPlanMayBe_nobodyAsksWhetherDocumentsMayPass() {
        TypeRule nested = new TypeRule.ByField(new MemberPath(List.of(DATA, SCHEMA)));
        Viewing viewing = new Viewing(view(builder(RENAME).typeRule(nested)), false);
        lead(StreamKind.CHANGES, viewing, Collections.nCopies(DOCUMENTS, ITEM));

        assertThat(viewing.openAsked).isZero();
    }

    @Test
    void idPrefixAndMembersAtTheTop_leaveRoomForPlans() {
        assertThat(view(builder(RENAME).typeRule(new TypeRule.ByIdPrefix(":"))).mayHavePlans())
                .isTrue();
        assertThat(view(builder(RENAME)).mayHavePlans()).isTrue();
    }

    @Test
    void documentThatMayHaveTooManyMembers_isCounted() {
        ReleaseView view = view(builder(RENAME));
        assertThat(asked(view, number -> ITEM)).isLessThan(DOCUMENTS);
        EnvelopeLimits limits = new EnvelopeLimits(64, Integer.MAX_VALUE - 16, ITEM.length() - 1, Room.ENDLESS);

        assertThat(asked(view, limits, number -> ITEM)).isEqualTo(DOCUMENTS);
    }

    @Test
    void otherMemberThatMayHoldADocument_isLookedInto() {
        ReleaseView view = view(builder(RENAME));
        List<String> entries = IntStream.range(0, DOCUMENTS)
                .mapToObj(
                        number -> "{\"seq\":\"1\",\"doc\":" + (number < 50 ? "null" : ITEM) + ",\"doc\":" + ITEM + "}")
                .toList();
        List<byte[]> body = List.of(
                ("{\"results\":[\n" + String.join(",\n", entries) + "\n],\n\"last_seq\":\"1\"}\n").getBytes(UTF_8));

        Led general = Led.lead(AnswerReading.GENERAL, EnvelopeLimits.DEFAULT, StreamKind.CHANGES, view, false, body)
                .led();
        assertThat(general.written().toString()).contains("title").doesNotContain("\"text\"");
        assertThat(Led.lead(AnswerReading.CHECKED, EnvelopeLimits.DEFAULT, StreamKind.CHANGES, view, false, body)
                        .led())
                .isEqualTo(general);
    }
}
