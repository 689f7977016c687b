package io.slipcover.corpus;

import io.slipcover.lens.Operation;
import io.slipcover.lens.ReservedNames;
import io.slipcover.lens.model.Documents;
import io.slipcover.lens.model.ModelOperation;
import io.slipcover.lens.model.RandomDocuments;
import io.slipcover.lens.model.RandomOperations;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Cases of the random operations, documents and edits that the laws of lenses are tried with. */
final class RandomLenses {
    /** A few less than a double has. */
    private static final MathContext DIGITS = new MathContext(14);

    private final Random random;
    private final RandomDocuments documents;
    private final RandomOperations suitable;

    RandomLenses(Random random) {
        this.random = random;
        this.documents = new RandomDocuments(random);
        this.suitable = new RandomOperations(random, false, ReservedNames.NONE);
    }

    /** Writes a line of cases: up, down, and edits of what is seen. */
    void write(Corpus corpus) {
        Map<String, Object> older = documents.document();
        Map<String, Object> newer = older;
        List<Operation> operations = new ArrayList<>();
        for (int step = random.nextInt(3) == 0 ? 2 + random.nextInt(5) : 1; step > 0; step--) {
            RandomOperations.Pair pair = suitable.suiting(newer, 2);
            operations.add(pair.operation());
            try {
                newer = pair.model().forward(newer);
            } catch (ModelOperation.Refusal refusal) {
                newer = documents.document();
            }
        }
        Corpus.Line line = corpus.line(operations, DIGITS);
        line.forward(DoubleSpelling.of(documents.edit(older)));
        String base = DoubleSpelling.of(documents.edit(newer));
        line.backward(base);
        line.put(base, DoubleSpelling.of(documents.edit(older)));
        String shown = line.shown(base);
        if (shown != null) {
            line.put(base, DoubleSpelling.of(documents.edit(Documents.read(shown))));
        }
        line.end();
    }
}
