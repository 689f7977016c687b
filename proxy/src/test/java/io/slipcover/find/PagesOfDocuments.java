package io.slipcover.find;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.budget.Budget;
import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.VersionRange;
import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.EntryOutcome;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.lens.Jsonata;
import io.slipcover.lens.Lens;
import io.slipcover.lens.ReservedNames;
import io.slipcover.mango.Selector;
import io.slipcover.query.QuestionPlan;
import io.slipcover.query.ShapeQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** A database of documents, all of which are candidates in the order of their ids, and a client that walks through its pages. */
final class PagesOfDocuments {
    static final JsonName BOOKMARK = JsonName.of("bookmark");
    private static final JsonName DOCS = JsonName.of("docs");

    private final TreeMap<String, String> documents = new TreeMap<>();
    private final QueryDigest query = new QueryDigest(7);

    /** Whether what is of no more interest is broken off, where that is possible. */
    private boolean breaksOff;

    private Runnable betweenPages = () -> {};
    private int questions;

    void put(String id, String members) {
        documents.put(id, "{\"_id\":\"" + id + "\",\"type\":\"note\"" + (members.isEmpty() ? "" : ",") + members + "}");
    }

    void remove(String id) {
        documents.remove(id);
    }

    void breakOff(boolean wanted) {
        breaksOff = wanted;
    }

    /** Does something each time before the database is asked. */
    void betweenPages(Runnable what) {
        betweenPages = what;
    }

    /** How often the database has been asked. */
    int questions() {
        return questions;
    }

    QueryDigest query() {
        return query;
    }

    /** The answer with all documents that the selector matches, but for those that cannot be shown. */
    FindAnswer findAnswer(String selector, JsonBuffer out) {
        ResultFilter filter = new ResultFilter(
                (bytes, from, to, exceeded) -> {
                    JsonObject document = JsonObject.ofValidated(bytes, from, to);
                    return document.has(JsonName.of("broken"))
                            ? EntryOutcome.failed("migration_failed", "broken")
                            : document.has(JsonName.of("hidden"))
                                    ? EntryOutcome.leftOut()
                                    : EntryOutcome.replaced(document);
                },
                Selector.parse(JsonObject.of(selector)),
                Budget.UNLIMITED);
        return new FindAnswer(
                filter,
                view -> view,
                new FindWriter(out),
                new WarningsAndStatistics(filter, List.of(), List.of()),
                query);
    }

    /** A question about all documents, whose views decide. */
    static DatabaseQuestion everything() {
        Catalog catalog = Catalog.builder()
                .release(new Release("1", VersionRange.parse("1.x"), Map.of("note", 1)))
                .release(new Release("2", VersionRange.parse("2.x"), Map.of("note", 2)))
                .lens(new Lens("note", 1, 2, List.of(new Jsonata("$", "$", ReservedNames.ofDocument(Set.of())))))
                .build();
        ReleaseView view = new ReleaseView(catalog, catalog.releases().get(1));
        ShapeQuestion question = QuestionPlan.questions(
                        view, Selector.parse(JsonObject.of("{\"a\":1}")), List.of(), Budget.UNLIMITED)
                .get(0);
        return new DatabaseQuestion(
                List.of(question), new Selector.Everything(), null, null, DatabaseQuestion.Certainty.VIEWS_TELL);
    }

    /** Answers one request of the client. */
    JsonObject answer(Function<JsonBuffer, Search> searches) {
        JsonBuffer out = new JsonBuffer();
        Search search = searches.apply(out);
        for (CandidatePage page = search.next(); page != null; page = search.next()) {
            betweenPages.run();
            questions++;
            feed(search, page);
        }
        return JsonObject.of(out.toString());
    }

    private void feed(Search search, CandidatePage page) {
        String behind = page.bookmark() == null ? "" : page.bookmark();
        long toSkip = page.skip();
        long left = page.limit();
        String last = page.bookmark() == null ? "nil" : page.bookmark();
        for (String id : new ArrayList<>(documents.tailMap(behind, false).keySet())) {
            if (left == 0) {
                break;
            }
            last = id;
            if (toSkip > 0) {
                toSkip--;
                continue;
            }
            byte[] bytes = (page.idsOnly() ? "{\"_id\":\"" + id + "\"}" : documents.get(id)).getBytes(UTF_8);
            search.candidate(bytes, 0, bytes.length, null);
            left--;
            if (breaksOff && search.hasEnough()) {
                search.pageBrokenOff();
                return;
            }
        }
        JsonObject rest = JsonObject.of("{\"docs\":[]}");
        rest.add(BOOKMARK, JsonSlice.string(last));
        search.pageEnded(rest);
    }

    static List<String> ids(JsonObject answer) {
        List<String> ids = new ArrayList<>();
        JsonArray docs = answer.array(DOCS);
        for (int index = 0; index < docs.size(); index++) {
            ids.add(docs.object(index).string(DocumentId.MEMBER));
        }
        return ids;
    }
}
