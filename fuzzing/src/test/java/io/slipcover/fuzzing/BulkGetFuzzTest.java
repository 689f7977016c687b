package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.slipcover.json.JsonFormatException;
import io.slipcover.question.BulkGet;
import io.slipcover.question.StoredDocument;
import io.slipcover.question.StoredLeaf;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * What a server answers when Slipcover looks up the bases of written documents. An answer that is no JSON is refused. What any other answer
 * says of each revision, {@link SlowBulkGet} says too.
 */
final class BulkGetFuzzTest implements FuzzTarget {
    @Override
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    public void holds(byte[] answer) throws IOException {
        if (Depth.of(answer) > Depth.COMPARED) {
            return;
        }
        BulkGet read;
        try {
            read = BulkGet.read(answer);
        } catch (JsonFormatException refused) {
            assertThat(JacksonReading.isValue(answer)
                            && JacksonReading.text(answer).strip().startsWith("{"))
                    .as("an object is refused: %s", refused.getMessage())
                    .isFalse();
            return;
        }
        assertThat(JacksonReading.isValue(answer)).isTrue();
        String text = JacksonReading.text(answer);
        if (!JacksonReading.hasEscapedSurrogates(text)) {
            compare(read, new SlowBulkGet(JacksonTree.of(text)));
        }
    }

    private static void compare(BulkGet read, SlowBulkGet expected) throws IOException {
        for (SlowBulkGet.Key key : expected.questions()) {
            StoredDocument document = read.document(key.id(), key.revision());
            assertThat(document == null ? null : JacksonTree.of(text(document)))
                    .as("%s", key)
                    .isEqualTo(expected.document(key));
            assertThat(read.isMissing(key.id(), key.revision())).as("%s", key).isEqualTo(expected.isMissing(key));
            assertThat(read.isUnreadable(key.id(), key.revision()))
                    .as("%s", key)
                    .isEqualTo(expected.isUnreadable(key));
            compareLeaves(read.leaves(key.id()), key, expected);
        }
    }

    /** Leaves are documents of the answer. A document whose revision cannot be told is no leaf. */
    private static void compareLeaves(List<StoredLeaf> leaves, SlowBulkGet.Key key, SlowBulkGet expected)
            throws IOException {
        if (!expected.has(key.id())) {
            assertThat(leaves).isEqualTo(expected.saysThatThereIsNo(key.id()) ? List.of() : null);
            return;
        }
        assertThat(leaves == null || !leaves.isEmpty()).as("no leaves are none").isTrue();
        for (StoredLeaf leaf : leaves == null ? List.<StoredLeaf>of() : leaves) {
            assertThat(leaf.leaf().revision().generation()).isPositive();
        }
        Object document = expected.document(key);
        if (document != null
                && key.revision().matches("[1-9][0-9]{0,8}-[0-9a-f]+")
                && !document.toString().contains("_revisions")) {
            assertThat(leaves)
                    .anyMatch(leaf -> leaf.leaf().revision().toString().equalsIgnoreCase(key.revision()));
        }
    }

    private static String text(StoredDocument document) {
        return new String(document.toObject().toBytes(), UTF_8);
    }
}
