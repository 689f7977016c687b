package io.slipcover.config;

import io.slipcover.catalog.Catalog;
import io.slipcover.lens.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Lists what lenses do not keep of what older releases write: the schema author's decisions, which nobody should take unawares. */
final class Losses {
    private final Catalog catalog;
    private final Problems problems;
    private final List<Problem> losses = new ArrayList<>();

    Losses(Catalog catalog, Problems problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    /** The losses of the lenses between versions in use. */
    List<Problem> of(List<ParsedLens> lenses) {
        for (ParsedLens lens : lenses) {
            SortedSet<Integer> versions = catalog.versions(lens.lens().type());
            if (lens.lens().from() >= versions.first() && lens.lens().to() <= versions.last()) {
                collect(lens.operations(), "");
            }
        }
        return problems.sorted(losses);
    }

    private void collect(List<ParsedOperation> operations, String outer) {
        for (ParsedOperation parsed : operations) {
            Operation operation = parsed.operation();
            String title = outer + (operation == null ? parsed.name() : operation.description());
            parsed.losses().forEach(loss -> losses.add(parsed.place().problem(title + ": " + loss)));
            collect(parsed.inner(), title + ", ");
        }
    }
}
