package io.slipcover.write;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.NoRoomException;
import io.slipcover.json.Room;
import io.slipcover.question.ClientQuestions;
import io.slipcover.question.NoAnswer;
import io.slipcover.question.UpstreamQuestion;
import io.slipcover.report.Fault;
import io.slipcover.report.FaultLog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The way of one request's refused revisions into the quarantine. It has three steps, one after the other:
 *
 * <ol>
 *   <li>CouchDB says that this client may write to the database. Slipcover sends a batch of no documents with the client's own
 *       credentials, the way that the client's documents go. CouchDB looks at the members of the database, and has nothing to store.
 *       Functions {@code validate_doc_update} do not run, because CouchDB runs them only on what it is about to store.
 *   <li>CouchDB says who the client is.
 *   <li>The quarantine database acknowledges the revisions.
 * </ol>
 *
 * <p>Only then may the client hear that all is well.
 */
final class QuarantineEntrance {
    /** The one who waits for the revisions to be in the quarantine. Exactly one method is called, unless the way is taken back. */
    interface Asker {
        /** All revisions are in the quarantine. */
        void stored();

        /** CouchDB does not let the client write, in these words. */
        void refused(UpstreamQuestion.Answer answer);

        /** The revisions are not in the quarantine, or perhaps not all of them. */
        void failed(String reason);
    }

    private static final JsonName DOCS = JsonName.of("docs");
    private static final JsonName ERROR = JsonName.of("error");
    private static final JsonName REASON = JsonName.of("reason");
    private static final JsonName NAME = JsonName.of("name");
    private static final JsonName OK = JsonName.of("ok");
    private static final JsonName USER_CONTEXT = JsonName.of("userCtx");
    private static final String CONFLICT = "conflict";

    private final ClientQuestions asClient;
    private final QuarantinedWriter writer;
    private final List<RefusedRevision> revisions;
    private final FaultLog faults;
    private final Room room;
    private final Asker asker;

    private @Nullable UpstreamQuestion current;

    /**
     * @param room room for what is sent to the quarantine
     */
    QuarantineEntrance(
            ClientQuestions asClient,
            QuarantinedWriter writer,
            List<RefusedRevision> revisions,
            FaultLog faults,
            Room room,
            Asker asker) {
        this.asClient = asClient;
        this.writer = writer;
        this.revisions = List.copyOf(revisions);
        this.faults = faults;
        this.room = room;
        this.asker = asker;
    }

    void begin() {
        ask(asClient.mayWrite(new Answered(this::mayWrite)));
    }

    /** Takes the way back, because nobody waits for its end any more. */
    void cancel() {
        UpstreamQuestion asked = current;
        current = null;
        if (asked != null) {
            asked.cancel();
        }
    }

    private static byte[] body(JsonArray docs) {
        JsonObject body = JsonObject.empty();
        body.add(DOCS, docs);
        return body.toBytes();
    }

    private void ask(UpstreamQuestion question) {
        current = question;
        question.ask();
    }

    private void mayWrite(UpstreamQuestion.Answer answer) {
        int status = answer.status();
        if (status == 401 || status == 403 || status == 404) {
            asker.refused(answer);
        } else if (status != 201 && status != 202) {
            asker.failed("CouchDB did not say that the client may write: it answered " + status);
        } else {
            ask(asClient.session(new Answered(this::session)));
        }
    }

    private void session(UpstreamQuestion.Answer answer) {
        try {
            room.take(
                    revisions.stream().mapToLong(RefusedRevision::memoryToSend).sum());
        } catch (NoRoomException exception) {
            asker.failed(String.valueOf(exception.getMessage()));
            return;
        }
        JsonArray docs = JsonArray.empty();
        String user = answer.status() == 200 ? user(answer) : null;
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        revisions.forEach(revision -> docs.add(revision.quarantined(writer, user, now)));
        ask(writer.questions().store(body(docs), room, new Answered(this::stored)));
    }

    private static @Nullable String user(UpstreamQuestion.Answer answer) {
        try {
            JsonObject context =
                    JsonObject.parse(answer.body(), 0, answer.body().length).object(USER_CONTEXT);
            return context == null ? null : context.string(NAME);
        } catch (JsonFormatException exception) {
            return null;
        }
    }

    private void stored(UpstreamQuestion.Answer answer) {
        // A conflict: the quarantine has the revision already. 202: too few of the cluster's nodes have it.
        if (answer.status() == 201 && everyRow(answer, row -> isStored(row) || isConflict(row))) {
            revisions.forEach(revision -> revision.report().quarantined());
            asker.stored();
        } else {
            String problem = "the quarantine database answered " + answer.status();
            faults.tell(notQuarantined(problem), reason(answer));
            asker.failed(problem);
        }
    }

    private static Fault notQuarantined(String reason) {
        return new Fault(Level.ERROR, "a document cannot be put into the quarantine", "", reason);
    }

    /** CouchDB's own words, where it says why it refuses everything. */
    private static String reason(UpstreamQuestion.Answer answer) {
        try {
            return String.valueOf(
                    JsonObject.parse(answer.body(), 0, answer.body().length).string(REASON));
        } catch (JsonFormatException exception) {
            return "";
        }
    }

    private static boolean isStored(JsonObject row) {
        return row.has(OK) && !row.has(ERROR);
    }

    private static boolean isConflict(JsonObject row) {
        return CONFLICT.equals(row.string(ERROR)) || CONFLICT.equals(row.string(NAME));
    }

    private interface RowTest {
        boolean holds(JsonObject row);
    }

    /** Whether the answer has a row for each revision, and each row passes the test. */
    private boolean everyRow(UpstreamQuestion.Answer answer, RowTest test) {
        try {
            JsonArray rows = JsonArray.parse(answer.body(), 0, answer.body().length);
            for (int index = 0; index < rows.size(); index++) {
                JsonObject row = rows.object(index);
                if (row == null || !test.holds(row)) {
                    return false;
                }
            }
            return rows.size() == revisions.size();
        } catch (JsonFormatException exception) {
            return false;
        }
    }

    /** The asker of each of the questions. */
    private final class Answered implements UpstreamQuestion.Asker {
        private final Consumer<UpstreamQuestion.Answer> next;

        Answered(Consumer<UpstreamQuestion.Answer> next) {
            this.next = next;
        }

        @Override
        public void answered(UpstreamQuestion.Answer answer) {
            current = null;
            next.accept(answer);
        }

        @Override
        public void unanswered(NoAnswer why) {
            current = null;
            String reason = why.reason();
            faults.tell(notQuarantined(reason));
            asker.failed(reason);
        }
    }
}
