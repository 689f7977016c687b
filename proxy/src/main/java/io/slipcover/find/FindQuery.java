package io.slipcover.find;

import static java.util.Objects.requireNonNull;

import io.slipcover.budget.Budget;
import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.EntryOutcome;
import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.FindRequest;
import io.slipcover.mango.MangoException;
import io.slipcover.mango.Selector;
import io.slipcover.mango.SortKey;
import io.slipcover.mango.SortOrder;
import io.slipcover.query.QuestionPlan;
import io.slipcover.query.ShapeQuestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One query of a client, as Slipcover asks it of CouchDB: in the words of every shape that is stored. Shapes that are asked alike share one
 * question. Members of the query that are not about documents ({@code r}, {@code conflicts}, …) go to CouchDB as they came.
 */
final class FindQuery {
    private static final JsonName SELECTOR = JsonName.of("selector");
    private static final JsonName USE_INDEX = JsonName.of("use_index");

    /** The operators that match nothing where one is CouchDB's whole selector and has no operands, whatever they match elsewhere. */
    private static final Set<String> OF_NOTHING = Set.of("$and", "$or");

    /** How many letters of a selector's text are made and digested in one step. */
    private static final int LETTERS_OF_A_STEP = 8;

    /** The largest number that Slipcover reckons with. No database has more. */
    private static final long MOST = Integer.MAX_VALUE;

    private final JsonObject body;
    private final FindRequest request;
    private final ReleaseView view;
    private final String place;
    private final Selector wished;
    private final List<DatabaseQuestion> questions;
    private final SortOrder order;
    private final QueryDigest digest;
    private final List<String> warnings;
    private final Budget budget;

    private FindQuery(
            JsonObject body,
            FindRequest request,
            ReleaseView view,
            String place,
            Selector wished,
            List<DatabaseQuestion> questions,
            List<String> warnings,
            Budget budget) {
        this.body = body;
        this.budget = budget;
        this.request = request;
        this.view = view;
        this.place = place;
        this.wished = wished;
        this.questions = questions;
        this.warnings = warnings;
        this.order = new SortOrder(request.sort(), budget);
        List<String> identity = new ArrayList<>(List.of(
                view.release().name(),
                place,
                text(wished, budget),
                request.sort().toString(),
                Objects.toString(body.get(USE_INDEX), "")));
        questions.forEach(question -> identity.add(text(question.selector(), budget) + " by " + question.order()));
        this.digest = QueryDigest.of(identity);
    }

    private static String text(Selector selector, Budget budget) {
        String text = selector.toJson().toString();
        budget.spend(1 + text.length() / LETTERS_OF_A_STEP);
        return text;
    }

    /**
     * Reads the query in a request's body.
     *
     * @param place the database and the partition, however they are written
     * @param budget pays for reading the query, translating it and deciding about documents
     * @throws MangoException where CouchDB would not take the query
     * @throws io.slipcover.budget.LimitException where the query takes more than the budget, or exceeds another limit
     */
    static FindQuery parse(JsonObject body, ReleaseView view, String place, Budget budget) {
        FindRequest request = FindRequest.parse(body, budget);
        Selector wished = request.selector();
        List<DatabaseQuestion> questions = plan(body, request, view, wished, budget);
        if (!questions.stream().allMatch(DatabaseQuestion::isExact)) {
            wished.requireDecidable();
        }
        return new FindQuery(body, request, view, place, wished, questions, List.of(), budget);
    }

    private static List<DatabaseQuestion> plan(
            JsonObject body, FindRequest request, ReleaseView view, Selector wished, Budget budget) {
        List<FieldPath> sort = request.sort().stream().map(SortKey::path).toList();
        List<ShapeQuestion> parts = QuestionPlan.questions(view, wished, sort, budget);
        boolean isOfNothing = parts.size() == 1 && isOfNothing(body.object(SELECTOR));
        return parts.stream()
                .map(part -> DatabaseQuestion.of(part, request.sort(), isOfNothing))
                .toList();
    }

    private static boolean isOfNothing(@Nullable JsonObject selector) {
        if (selector == null
                || selector.size() != 1
                || !OF_NOTHING.contains(selector.name(0).text())) {
            return false;
        }
        JsonArray operands = selector.array(0);
        return operands != null && operands.size() == 0;
    }

    /** Whether the client names an index, and Slipcover has to find what that index is in the words of other shapes. */
    boolean hasToKnowIndexes() {
        return !request.useIndex().isEmpty()
                && !(questions.size() == 1 && questions.get(0).isUnchanged());
    }

    /**
     * This query, with the indexes that its questions are to use.
     *
     * @param indexes the indexes that the database has
     * @param store the view of the release whose shape indexes are made for
     */
    FindQuery choosing(List<ListedIndex> indexes, ReleaseView store) {
        JsonValue written = requireNonNull(body.get(USE_INDEX));
        IndexChoice choice = new IndexChoice(written, request, questions, view, store, indexes, budget);
        Selector restricted = choice.restricted(wished);
        List<DatabaseQuestion> planned =
                restricted.equals(wished) ? questions : plan(JsonObject.empty(), request, view, restricted, budget);
        List<DatabaseQuestion> chosen = new ArrayList<>();
        for (DatabaseQuestion question : planned) {
            JsonValue index = choice.of(question);
            chosen.add(question.withIndex(index != null || request.allowFallback() ? index : body.get(USE_INDEX)));
        }
        return new FindQuery(body, request, view, place, restricted, chosen, choice.warnings(), budget);
    }

    /**
     * Begins to answer the query.
     *
     * @param skipsUnshowable whether the viewer leaves out what cannot be shown
     * @param out takes the answer's body
     * @throws FindException where the bookmark does not belong to this query
     */
    Search search(Viewer viewer, boolean skipsUnshowable, SortLimits limits, ByteSink out) {
        Bookmark start = start();
        ResultFilter filter = new ResultFilter(isCovered() ? FindQuery::asItIs : viewer, wished, budget);
        FindAnswer answer = new FindAnswer(
                filter,
                shown -> request.fields().apply(shown, budget),
                new FindWriter(out),
                new WarningsAndStatistics(filter, List.copyOf(blind()), warnings),
                digest);
        if (request.sort().isEmpty()) {
            return staged(answer, start, false, skipsUnshowable);
        }
        boolean inOrderOfDatabase = questions.size() == 1 && questions.get(0).order() != null;
        if (!inOrderOfDatabase || start instanceof Bookmark.OfOrder) {
            return merged(answer, start, limits, questions);
        }
        Search search = staged(answer, start, true, skipsUnshowable);
        return mayBeSortedInMemory() && start instanceof Bookmark.Start
                ? new RetriedSearch(
                        search,
                        () -> merged(
                                answer, start, limits, List.of(questions.get(0).withoutOrder())))
                : search;
    }

    private Search staged(FindAnswer answer, Bookmark start, boolean sorted, boolean skipsUnshowable) {
        boolean databaseSkips = questions.size() == 1 && questions.get(0).isAll() && !skipsUnshowable;
        return new StagedSearch(
                answer,
                questions,
                sorted,
                request.allowFallback(),
                start,
                limit(),
                skip(),
                databaseSkips,
                isDecidable(),
                PageSizes::new);
    }

    private Search merged(FindAnswer answer, Bookmark start, SortLimits limits, List<DatabaseQuestion> asked) {
        return new MergedSearch(
                answer,
                asked,
                order,
                limits,
                request.allowFallback(),
                mayBeSortedInMemory(),
                isDecidable(),
                start,
                limit(),
                skip());
    }

    /** Whether Slipcover can decide about views. Where it cannot, it asks each question by itself, and CouchDB decides. */
    private boolean isDecidable() {
        try {
            wished.requireDecidable();
            return true;
        } catch (MangoException exception) {
            return false;
        }
    }

    private static EntryOutcome asItIs(byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded) {
        return EntryOutcome.replaced(JsonObject.ofValidated(bytes, from, to));
    }

    /**
     * Whether some shape has a field elsewhere by which the client sorts. Where no shape has, the query needs an index, as it does in
     * CouchDB.
     */
    boolean mayBeSortedInMemory() {
        return questions.stream().anyMatch(question -> !request.sort().equals(question.order()));
    }

    private Bookmark start() {
        Bookmark start = Bookmark.decode(request.bookmark(), digest);
        boolean isOne = questions.size() == 1;
        boolean isSorted = !request.sort().isEmpty();
        boolean fits = start instanceof Bookmark.Start
                || (start instanceof Bookmark.OfOrder behind
                        && isSorted
                        && (!isOne || mayBeSortedInMemory())
                        && order.isPlace(behind.place()))
                || (start instanceof Bookmark.OfDatabase
                        && isOne
                        && (!isSorted || questions.get(0).order() != null))
                || (start instanceof Bookmark.OfStage behind
                        && !isOne
                        && !isSorted
                        && behind.isOneOf(questions.size()));
        if (!fits) {
            throw FindException.invalidBookmark(String.valueOf(request.bookmark()));
        }
        return start;
    }

    Set<String> blind() {
        return questions.stream()
                .flatMap(question -> question.parts().stream())
                .flatMap(part -> part.blind().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether CouchDB can pick the fields itself, perhaps from an index. It can where no lens touches what is asked or what is shown. */
    private boolean isCovered() {
        return questions.size() == 1
                && questions.get(0).isAll()
                && !request.fields().isWhole()
                && questions.get(0).parts().get(0).keeps(request.fields().paths());
    }

    private long limit() {
        return Math.min(MOST, request.limit());
    }

    private long skip() {
        return Math.min(MOST, request.skip());
    }

    /** The body that asks CouchDB for a page of candidates. */
    byte[] question(CandidatePage page) {
        return new PageQuestion(body, request, isCovered(), questions.size() > 1).asked(page);
    }

    /** The explanation that tells the client what becomes of the query. */
    Explanation explanation() {
        return new Explanation(this, body, request, start());
    }

    /** The name of the client's release. */
    String release() {
        return view.release().name();
    }

    List<DatabaseQuestion> questions() {
        return questions;
    }
}
