package io.slipcover.query;

import io.slipcover.mango.Selector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The conditions that several alternatives have in common, which are asked once beside the alternatives. CouchDB looks for a range of an
 * index in what all alternatives ask, and nowhere else.
 */
final class Factoring {
    private Factoring() {}

    static Approximation or(List<Approximation> alternatives) {
        Approximation all = Approximation.or(alternatives);
        if (!(all.selector() instanceof Selector.Or or) || or.selectors().isEmpty()) {
            return all;
        }
        List<Map<String, Selector>> asked =
                or.selectors().stream().map(Approximation::conjuncts).toList();
        Set<String> common = new LinkedHashSet<>(asked.get(0).keySet());
        asked.forEach(one -> common.retainAll(one.keySet()));
        if (common.isEmpty()) {
            return all;
        }
        List<Selector> parts = new ArrayList<>();
        common.forEach(text -> parts.add(asked.get(0).get(text)));
        List<Approximation> rest = new ArrayList<>();
        for (Map<String, Selector> one : asked) {
            one.keySet().removeAll(common);
            rest.add(Approximation.exactly(Approximation.conjunction(List.copyOf(one.values()))));
        }
        Approximation whole =
                Approximation.and(Approximation.exactly(Approximation.conjunction(parts)), Approximation.or(rest));
        return new Approximation(whole.selector(), all.isExact(), all.blind());
    }
}
