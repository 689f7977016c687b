package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.couch.Attempts;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.Database;
import io.slipcover.couch.Database.Leaf;
import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.migrate.Pace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All documents of a database, or some of them, read page by page as a stream, with the leaves that lost a conflict. Nothing is written. A
 * page never holds the database up for longer than the rate allows. A page that breaks off is read on from where it broke off.
 */
final class CouchDocuments {
    private static final int PAGE = 1_000;
    private static final int PAGE_OF_IDS = 10_000;
    private static final String ALL_DOCS = "/_all_docs?include_docs=true&conflicts=true";
    private static final JsonName ID = JsonName.of("_id");
    private static final JsonName CONFLICTS = JsonName.of("_conflicts");
    private static final JsonName COUNT = JsonName.of("doc_count");

    private final CouchDb couch;
    private final DatabaseAddress database;
    private final Database leaves;
    private final Attempts attempts;
    private final Pace pace;
    private final Consumer<String> problems;
    private final int page;
    private boolean whole = true;

    /**
     * @param couch the server of the database
     * @param attempts how often a page is asked for that breaks off
     * @param rate how many documents are read in a second at most; 0: as many as there are
     * @param problems hears of what is no document
     */
    CouchDocuments(CouchDb couch, DatabaseAddress database, Attempts attempts, int rate, Consumer<String> problems) {
        this.couch = couch;
        this.database = database;
        this.leaves = new Database(couch, database.name());
        this.attempts = attempts;
        this.pace = new Pace(rate);
        this.problems = problems;
        this.page = pace.atOnce(PAGE);
    }

    /** Whether everything that was read was a document. */
    boolean isWhole() {
        return whole;
    }

    /** How many documents the database says that it has. A server that does not answer is asked once. */
    long count() throws IOException, InterruptedException {
        JsonObject about = couch.find(database.path());
        if (about == null) {
            throw new IOException("there is no database " + database);
        }
        return about.get(COUNT) instanceof JsonSlice slice
                ? slice.asNumber().toBigDecimal().longValue()
                : 0;
    }

    /** Reads all documents, in the order of their ids. */
    void all(Consumer<JsonObject> documents) throws IOException, InterruptedException {
        Place place = new Place();
        while (!place.ended) {
            List<Leaf> conflicts = new ArrayList<>();
            pace.take(page);
            read(ALL_DOCS, page, place, (row, exceeded) -> take(new Row(row), exceeded, conflicts, documents));
            leaves(conflicts, documents);
        }
    }

    /** Reads so many documents, evenly from the whole database. */
    void some(long wanted, long count, Consumer<JsonObject> documents) throws IOException, InterruptedException {
        List<String> ids = ids(wanted, count);
        for (int from = 0; from < ids.size(); from += page) {
            List<String> keys = ids.subList(from, Math.min(ids.size(), from + page));
            byte[] question = new Json().with("keys", keys).toString().getBytes(UTF_8);
            List<Leaf> conflicts = new ArrayList<>();
            pace.take(keys.size());
            Passed passed = new Passed((row, exceeded) -> take(new Row(row), exceeded, conflicts, documents));
            attempts.make(() -> {
                couch.rows(database.path() + ALL_DOCS, question, passed.again());
                return passed;
            });
            leaves(conflicts, documents);
        }
    }

    /** The ids at even distances. Ids alone are cheap for CouchDB. */
    private List<String> ids(long wanted, long count) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        double step = Math.max(1, (double) count / wanted);
        long[] seen = {0};
        Place place = new Place();
        while (!place.ended && ids.size() < wanted) {
            read("/_all_docs?", PAGE_OF_IDS, place, (row, exceeded) -> {
                if (seen[0]++ >= Math.floor(ids.size() * step) && ids.size() < wanted) {
                    ids.add(new Row(row).id());
                }
            });
        }
        return ids;
    }

    /** How far the rows of a database were read, by their ids. */
    private static final class Place {
        private @Nullable String last;
        private boolean ended;
    }

    /** Reads a page of rows from a place on. Its end shows in the number of rows, whatever became of them. */
    private void read(String question, int size, Place place, CouchDb.Elements rows)
            throws IOException, InterruptedException {
        attempts.make(() -> {
            String from = place.last;
            String start = from == null
                    ? ""
                    : "&startkey=" + CouchDb.encoded(JsonSlice.string(from).toString());
            int[] found = {0};
            couch.rows(database.path() + question + "&limit=" + (size + 1) + start, null, (row, exceeded) -> {
                found[0]++;
                String id = new Row(row).id();
                if (!id.equals(from)) { // With which the page before ended.
                    place.last = id;
                    rows.take(row, exceeded);
                }
            });
            place.ended = found[0] <= size;
            return place;
        });
    }

    private void take(Row row, @Nullable ExceededLimit exceeded, List<Leaf> conflicts, Consumer<JsonObject> documents) {
        JsonObject document = row.document();
        if (exceeded != null) {
            report(row.id(), exceeded.reason());
        } else if (document != null) {
            losers(document, conflicts);
            documents.accept(document);
        } else if (!row.isOfNoDocument()) {
            report(row.id(), "CouchDB sent its row without the document");
        }
    }

    private static void losers(JsonObject document, List<Leaf> conflicts) {
        JsonArray losing = document.array(CONFLICTS);
        for (int index = 0; losing != null && index < losing.size(); index++) {
            conflicts.add(new Leaf(id(document), ((JsonSlice) losing.get(index)).asString()));
        }
    }

    /** Reads the leaves that lost a conflict: a replica may hold them, and may edit them. */
    private void leaves(List<Leaf> conflicts, Consumer<JsonObject> documents) throws IOException, InterruptedException {
        for (int from = 0; from < conflicts.size(); from += page) {
            List<Leaf> asked = conflicts.subList(from, Math.min(conflicts.size(), from + page));
            Passed passed = new Passed((leaf, exceeded) -> leaf(leaf, exceeded, documents));
            attempts.make(() -> {
                leaves.read(asked, false, passed.again()::take);
                return passed;
            });
        }
    }

    private void leaf(JsonObject leaf, @Nullable ExceededLimit exceeded, Consumer<JsonObject> documents) {
        if (exceeded != null) {
            report(id(leaf), exceeded.reason());
            return;
        }
        byte[] bytes = leaf.toBytes();
        documents.accept(JsonObject.ofValidated(bytes, 0, bytes.length));
    }

    private static String id(JsonObject document) {
        return String.valueOf(document.string(ID));
    }

    /** Hands on elements that come in the same order in every attempt, each once. */
    private static final class Passed {
        private final CouchDb.Elements elements;
        private long passed;

        Passed(CouchDb.Elements elements) {
            this.elements = elements;
        }

        CouchDb.Elements again() {
            long[] seen = {0};
            return (element, exceeded) -> {
                if (seen[0]++ == passed) {
                    passed++;
                    elements.take(element, exceeded);
                }
            };
        }
    }

    private void report(String id, String problem) {
        whole = false;
        problems.accept(database + ": document '" + id + "': " + problem);
    }
}
