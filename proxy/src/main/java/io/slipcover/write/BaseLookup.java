package io.slipcover.write;

import static java.util.Objects.requireNonNull;

import io.slipcover.document.BaseChoice;
import io.slipcover.document.Leaf;
import io.slipcover.document.Revision;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.NoRoomException;
import io.slipcover.json.Room;
import io.slipcover.question.BulkGet;
import io.slipcover.question.ClientQuestions;
import io.slipcover.question.NoAnswer;
import io.slipcover.question.StoredDocument;
import io.slipcover.question.StoredLeaf;
import io.slipcover.question.UpstreamQuestion;
import io.slipcover.report.ClientReports;
import io.slipcover.report.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The look-up of the bases of several documents that one client writes, with the client's own credentials. A first {@code _bulk_get}
 * fetches the revisions that the documents name. A replicated revision's parent may not be there any more. For such revisions a second
 * {@code _bulk_get} fetches the leaves that are there. Where nothing but tombstones is left of the newest common ancestor, a third one fetches
 * the ancestor itself, which is there until CouchDB compacts the database. Slipcover never takes a revision that it could not fetch for one that is not there.
 */
final class BaseLookup {
    /** A question about the base of one document. */
    record Question(String id, BaseChoice choice) {}

    /** The asker of a look-up. Exactly one of these methods is called, unless the look-up is taken back. */
    interface Asker {
        /** Takes what there is, in the order of the questions. CouchDB was asked, and let the client in. */
        void found(List<Base> bases);

        /** Takes CouchDB's refusal: it does not let the client ask, or does not know the database. */
        void refused(UpstreamQuestion.Answer answer);

        /** Hears that CouchDB could not tell. */
        void failed(NoAnswer why);

        /** Hears that there is no room for the bases all at once. There may be room for some of them. */
        default void tooMuch(String reason) {
            failed(new NoAnswer(reason, false));
        }
    }

    /** A revision of which nothing but tombstones is left, and the known leaves of its document. */
    private record Ancestor(String id, Revision revision, KnownLeaves leaves) {}

    /** How long an answer with several bases may be. Where it is longer, fewer are asked for at once. */
    private static final int SEVERAL = 8 << 20;

    private static final String UNFETCHED = "the base of the edit could not be fetched: ";
    private final ClientQuestions asClient;
    private final ClientReports reports;
    private final int maximumAnswer;
    private final List<Question> questions;
    private final Asker asker;
    private final @Nullable Base[] bases;

    private final Room memory;

    /** How many bytes of bases count. */
    private long held;

    private @Nullable UpstreamQuestion current;

    /**
     * @param memory room for the bases, until somebody {@linkplain #release lets them go}
     */
    BaseLookup(
            ClientQuestions asClient,
            ClientReports reports,
            Room memory,
            int maximumAnswer,
            List<Question> questions,
            Asker asker) {
        this.asClient = asClient;
        this.memory = memory;
        this.reports = reports;
        this.maximumAnswer = maximumAnswer;
        this.questions = questions;
        this.asker = asker;
        this.bases = new Base[questions.size()];
    }

    void find() {
        JsonArray docs = JsonArray.empty();
        for (int index = 0; index < bases.length; index++) {
            Question question = questions.get(index);
            String revision = named(question.choice());
            if (revision != null) {
                BulkGet.ask(docs, question.id(), revision);
            }
        }
        ask(docs, false, this::readNamed);
    }

    /** Lets the bases go. */
    void release() {
        memory.giveBack(held);
        held = 0;
    }

    /** Takes the look-up back, because nobody waits for it any more. */
    void cancel() {
        UpstreamQuestion question = current;
        current = null;
        if (question != null) {
            question.cancel();
        }
        release();
    }

    private static @Nullable String named(BaseChoice choice) {
        if (choice instanceof BaseChoice.Given given) {
            return given.revision().toString();
        }
        if (choice instanceof BaseChoice.Replicated replicated) {
            return replicated.written().parent().map(Object::toString).orElse(null);
        }
        return null;
    }

    private interface Reader {
        void read(BulkGet answer);
    }

    private void ask(JsonArray docs, boolean histories, Reader reader) {
        if (docs.size() == 0) {
            reader.read(BulkGet.EMPTY);
            return;
        }
        UpstreamQuestion.Asker answered = new UpstreamQuestion.Asker() {
            @Override
            public void answered(UpstreamQuestion.Answer answer) {
                BaseLookup.this.answered(answer, reader);
            }

            @Override
            public void unanswered(NoAnswer why) {
                asker.failed(why.following(UNFETCHED));
            }

            @Override
            public void tooLong(String reason) {
                asker.tooMuch(UNFETCHED + reason);
            }
        };
        UpstreamQuestion question = asClient.bulkGet(
                BulkGet.body(docs),
                histories,
                docs.size() == 1 ? maximumAnswer : Math.min(SEVERAL, maximumAnswer),
                answered);
        current = question;
        reports.count(Tally.BASE_LOOKUPS, 1);
        question.ask();
    }

    private void failed(String reason) {
        asker.failed(new NoAnswer(UNFETCHED + reason, false));
    }

    private void answered(UpstreamQuestion.Answer answer, Reader reader) {
        if (answer.status() >= 400 && answer.status() < 500) {
            asker.refused(answer);
            return;
        }
        if (answer.status() != 200) {
            failed("CouchDB answered " + answer.status());
            return;
        }
        BulkGet read;
        try {
            hold(answer.body().length);
        } catch (NoRoomException exception) {
            asker.tooMuch(String.valueOf(exception.getMessage()));
            return;
        }
        try {
            read = BulkGet.read(answer.body());
        } catch (JsonFormatException exception) {
            failed("CouchDB's answer is not JSON");
            return;
        }
        reader.read(read);
    }

    private void readNamed(BulkGet answer) {
        JsonArray docs = JsonArray.empty();
        // However many revisions of a document are written, its leaves are asked for once.
        Set<String> ids = new HashSet<>();
        for (int index = 0; index < bases.length; index++) {
            Question question = questions.get(index);
            String revision = named(question.choice());
            if (bases[index] != null) {
                continue;
            }
            StoredDocument document = revision == null ? null : answer.document(question.id(), revision);
            if (document != null && revision != null) {
                bases[index] = new Base.Stored(document);
            } else if (revision != null && answer.isUnreadable(question.id(), revision)) {
                bases[index] = new Base.Unreadable();
            } else if (revision != null && !answer.isMissing(question.id(), revision)) {
                failed("CouchDB did not tell of it");
                return;
            } else if (question.choice() instanceof BaseChoice.Replicated) {
                if (ids.add(question.id())) {
                    BulkGet.ask(docs, question.id(), null);
                }
            } else {
                bases[index] = new Base.Missing();
            }
        }
        ask(docs, true, this::readLeaves);
    }

    private @Nullable Base leaves(BulkGet answer, String id) {
        List<StoredLeaf> leaves = answer.leaves(id);
        if (leaves == null) {
            return null;
        }
        leaves.forEach(leaf -> hold(leaf.historyBytes()));
        return new Base.Leaves(KnownLeaves.of(leaves));
    }

    private void hold(long bytes) {
        memory.take(bytes);
        held += bytes;
    }

    private static boolean isThere(Base base) {
        return base instanceof Base.Stored
                || (base instanceof Base.Leaves leaves && !leaves.leaves().all().isEmpty());
    }

    private void readLeaves(BulkGet answer) {
        Map<String, Base> leaves = new HashMap<>();
        for (int index = 0; index < bases.length; index++) {
            try {
                if (bases[index] == null) {
                    bases[index] = leaves.computeIfAbsent(questions.get(index).id(), id -> leaves(answer, id));
                }
            } catch (NoRoomException exception) {
                asker.tooMuch(UNFETCHED + exception.getMessage());
                return;
            }
            if (bases[index] == null) {
                failed("CouchDB did not tell of it");
                return;
            }
        }
        Set<Ancestor> ancestors = deletedAncestors();
        JsonArray docs = JsonArray.empty();
        ancestors.forEach(
                ancestor -> BulkGet.ask(docs, ancestor.id(), ancestor.revision().toString()));
        ask(docs, true, found -> readAncestors(ancestors, found));
    }

    /** The revisions of which nothing but tombstones is left, and from which some replicated revision descends. */
    private Set<Ancestor> deletedAncestors() {
        Set<Ancestor> ancestors = new LinkedHashSet<>();
        for (int index = 0; index < bases.length; index++) {
            Question question = questions.get(index);
            if (bases[index] instanceof Base.Leaves known
                    && question.choice() instanceof BaseChoice.Replicated replicated) {
                known.leaves()
                        .deletedAncestor(replicated)
                        .ifPresent(revision -> ancestors.add(new Ancestor(question.id(), revision, known.leaves())));
            }
        }
        return ancestors;
    }

    /** Reads the ancestors that CouchDB still has. It forgets their bodies when it compacts the database. */
    private void readAncestors(Set<Ancestor> ancestors, BulkGet answer) {
        for (Ancestor ancestor : ancestors) {
            String revision = ancestor.revision().toString();
            StoredDocument document = answer.document(ancestor.id(), revision);
            if (document != null) {
                Leaf.of(document.toObject())
                        .ifPresent(leaf -> ancestor.leaves().addAncestor(new StoredLeaf(leaf, document)));
            } else if (!answer.isMissing(ancestor.id(), revision)) {
                failed("CouchDB did not tell of it");
                return;
            }
        }
        tell();
    }

    private void tell() {
        List<Base> found = new ArrayList<>(bases.length);
        int there = 0;
        for (Base base : bases) {
            found.add(requireNonNull(base));
            there += isThere(base) ? 1 : 0;
        }
        reports.count(Tally.BASES_FOUND, there);
        reports.count(Tally.BASES_MISSING, found.size() - there);
        asker.found(found);
    }
}
