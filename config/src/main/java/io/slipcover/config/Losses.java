package io.slipcover.config;

import java.util.ArrayList;
import java.util.List;

/** Lists what lenses do not keep of what older releases write: the schema author's decisions, which nobody should take unawares. */
final class Losses {
    private final Problems problems;
    private final List<Problem> losses = new ArrayList<>();

    Losses(Problems problems) {
        this.problems = problems;
    }

    List<Problem> of(List<ParsedLens> lenses) {
        lenses.forEach(lens -> collect(lens.operations(), ""));
        return problems.sorted(losses);
    }

    private void collect(List<ParsedOperation> operations, String outer) {
        for (ParsedOperation parsed : operations) {
            String title = outer + parsed.description();
            parsed.losses().forEach(loss -> losses.add(parsed.place().problem(title + ": " + loss)));
            collect(parsed.inner(), title + ", ");
        }
    }
}
