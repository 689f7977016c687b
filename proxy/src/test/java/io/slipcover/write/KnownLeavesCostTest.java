package io.slipcover.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.document.BaseChoice;
import io.slipcover.document.Leaf;
import io.slipcover.document.Revision;
import io.slipcover.document.Revisions;
import io.slipcover.json.JsonObject;
import io.slipcover.question.StoredDocument;
import io.slipcover.question.StoredLeaf;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What it takes to find a document among thousands of leaves of one document: a few steps, however many leaves there are. */
final class KnownLeavesCostTest {
    private static final int LEAVES = 5_000;

    /** A leaf is kept in three places, and its document is looked up in two ways among two of these. */
    private static final int MOST_STEPS_OF_LEAF = 8;

    private long steps;

    private final class CountedList extends AbstractList<StoredLeaf> {
        private final List<StoredLeaf> leaves = new ArrayList<>();

        @Override
        public StoredLeaf get(int index) {
            steps++;
            return leaves.get(index);
        }

        @Override
        public void add(int index, StoredLeaf leaf) {
            steps++;
            leaves.add(index, leaf);
        }

        @Override
        public int size() {
            return leaves.size();
        }
    }

    private final class CountedMap<K> extends AbstractMap<K, StoredDocument> {
        private final Map<K, StoredDocument> documents = new HashMap<>();

        @Override
        public @Nullable StoredDocument get(@Nullable Object key) {
            steps++;
            return documents.get(key);
        }

        @Override
        public @Nullable StoredDocument put(K key, StoredDocument document) {
            steps++;
            return documents.put(key, document);
        }

        @Override
        public @Nullable StoredDocument putIfAbsent(K key, StoredDocument document) {
            steps++;
            return documents.putIfAbsent(key, document);
        }

        @Override
        public Set<Entry<K, StoredDocument>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<K, StoredDocument>> iterator() {
                    return documents.entrySet().stream().peek(passed -> steps++).iterator();
                }

                @Override
                public int size() {
                    return documents.size();
                }
            };
        }
    }

    private KnownLeaves counted() {
        return new KnownLeaves(new CountedList(), new CountedMap<>(), new CountedMap<>());
    }

    @Test
    void document_ofManyLeaves_isFoundInAFewSteps() {
        KnownLeaves stored = counted();
        KnownLeaves came = counted();
        StoredDocument document = StoredDocument.of(JsonObject.empty());
        for (int turn = 0; turn < LEAVES; turn++) {
            Revision revision = new Revision(2, "b" + turn);
            (turn % 2 == 0 ? stored : came)
                    .add(new StoredLeaf(new Leaf(new Revisions(List.of(revision)), false), document));
            Revisions written = new Revisions(List.of(new Revision(3, "c" + turn), revision));
            assertThat(came.nearest(new BaseChoice.Replicated(written), stored)).isSameAs(document);
            assertThat(came.document(new Revision(2, "x" + turn))).isNull();
        }
        assertThat(steps).isBetween((long) LEAVES, (long) LEAVES * MOST_STEPS_OF_LEAF);
    }
}
