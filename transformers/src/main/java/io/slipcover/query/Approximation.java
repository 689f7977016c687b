package io.slipcover.query;

import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A selector that matches at least what is wanted.
 *
 * @param selector the selector to ask for
 * @param isExact whether the selector matches nothing else, except what cannot be shown
 * @param blind the changes that could not be looked through, in a few words each
 */
record Approximation(Selector selector, boolean isExact, Set<String> blind) {
    /** Every document, all of which are wanted. */
    static final Approximation EVERYTHING = exactly(new Selector.Everything());

    /** No document, because none is wanted. Nothing is an element of an empty list. */
    static final Approximation NOTHING = exactly(new Selector.At(FieldPath.of("_id"), new Condition.In(List.of())));

    /** How many alternatives are compared with each other to find one that is part of another. */
    private static final int MOST_COMPARED = 32;

    static Approximation exactly(Selector selector) {
        return new Approximation(selector, true, Set.of());
    }

    /** Everything, though not all of it is wanted. */
    static Approximation anything() {
        return new Approximation(new Selector.Everything(), false, Set.of());
    }

    /** Everything, because nobody can see through the change that the description names. */
    static Approximation blind(String description) {
        return new Approximation(new Selector.Everything(), false, Set.of(description));
    }

    /** This selector, which matches more than is wanted now. */
    Approximation widened() {
        return new Approximation(selector, false, blind);
    }

    boolean isEverything() {
        return selector instanceof Selector.Everything;
    }

    boolean isNothing() {
        return selector instanceof Selector.At at
                && at.condition() instanceof Condition.In in
                && in.operands().isEmpty();
    }

    static Approximation and(Approximation... parts) {
        return and(List.of(parts));
    }

    /** The documents that all parts want. */
    static Approximation and(List<Approximation> parts) {
        if (parts.stream().anyMatch(Approximation::isNothing)) {
            return NOTHING;
        }
        Map<String, Selector> conjuncts = new LinkedHashMap<>();
        for (Approximation part : parts) {
            conjuncts.putAll(conjuncts(part.selector));
        }
        List<Selector> all = List.copyOf(conjuncts.values());
        Set<FieldPath> there = paths(all, one -> !isAbsence(one));
        if (all.stream().anyMatch(one -> isAbsence(one) && there.contains(((Selector.At) one).path()))) {
            return NOTHING;
        }
        Set<FieldPath> known = paths(all, one -> !isPresence(one));
        List<Selector> needed = all.stream()
                .filter(one -> !isPresence(one) || !known.contains(((Selector.At) one).path()))
                .toList();
        return new Approximation(conjunction(needed), areExact(parts), blind(parts));
    }

    static Approximation or(Approximation... parts) {
        return or(List.of(parts));
    }

    /** The documents that some part wants. */
    static Approximation or(List<Approximation> parts) {
        List<Approximation> everything =
                parts.stream().filter(Approximation::isEverything).toList();
        if (!everything.isEmpty()) {
            boolean exact = everything.stream().anyMatch(Approximation::isExact);
            return new Approximation(new Selector.Everything(), exact, exact ? Set.of() : blind(parts));
        }
        List<Approximation> alternatives = parts.stream()
                .filter(part -> !part.isNothing())
                .flatMap(part -> alternatives(part).stream())
                .toList();
        List<Approximation> needed = withoutSpecialCases(alternatives);
        if (needed.isEmpty()) {
            return NOTHING;
        }
        List<Selector> selectors = needed.stream().map(Approximation::selector).toList();
        Selector selector = selectors.size() == 1 ? selectors.get(0) : new Selector.Or(selectors);
        return new Approximation(selector, areExact(needed), blind(parts));
    }

    /** The selectors of which this one is the conjunction, by their text. */
    static Map<String, Selector> conjuncts(Selector selector) {
        Map<String, Selector> conjuncts = new LinkedHashMap<>();
        if (selector instanceof Selector.And and) {
            and.selectors().forEach(part -> conjuncts.putAll(conjuncts(part)));
        } else if (!(selector instanceof Selector.Everything)) {
            conjuncts.put(selector.toJson().toString(), selector);
        }
        return conjuncts;
    }

    static Selector conjunction(List<Selector> selectors) {
        return switch (selectors.size()) {
            case 0 -> new Selector.Everything();
            case 1 -> selectors.get(0);
            default -> new Selector.And(selectors);
        };
    }

    private static List<Approximation> alternatives(Approximation part) {
        return part.selector instanceof Selector.Or or && !or.selectors().isEmpty()
                ? or.selectors().stream()
                        .map(one -> new Approximation(one, part.isExact, Set.of()))
                        .toList()
                : List.of(part);
    }

    /** The alternatives without those that ask for all that another alternative asks for, and more. */
    private static List<Approximation> withoutSpecialCases(List<Approximation> alternatives) {
        Map<Set<String>, Approximation> different = new LinkedHashMap<>();
        for (Approximation alternative : alternatives) {
            different.merge(
                    conjuncts(alternative.selector).keySet(), alternative, (one, other) -> one.isExact ? one : other);
        }
        if (different.size() > MOST_COMPARED) {
            return List.copyOf(different.values());
        }
        List<Approximation> needed = new ArrayList<>();
        different.forEach((asked, alternative) -> {
            boolean special = different.keySet().stream()
                    .anyMatch(other -> other.size() < asked.size() && asked.containsAll(other));
            if (!special && !isBesidePresence(alternative.selector, different.values())) {
                needed.add(alternative);
            }
        });
        return needed;
    }

    /** Whether anything that is there is asked for as well. */
    private static boolean isBesidePresence(Selector one, Iterable<Approximation> alternatives) {
        if (one instanceof Selector.At at && !isAbsence(one) && !isPresence(one)) {
            for (Approximation alternative : alternatives) {
                if (isPresence(alternative.selector)
                        && ((Selector.At) alternative.selector).path().equals(at.path())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The paths that conditions of a kind are about. */
    private static Set<FieldPath> paths(List<Selector> all, Predicate<Selector> kind) {
        Set<FieldPath> paths = new HashSet<>();
        for (Selector one : all) {
            if (one instanceof Selector.At at && kind.test(one)) {
                paths.add(at.path());
            }
        }
        return paths;
    }

    private static boolean isPresence(Selector selector) {
        return selector instanceof Selector.At at && at.condition().equals(new Condition.Exists(true));
    }

    private static boolean isAbsence(Selector selector) {
        return selector instanceof Selector.At at && at.condition().equals(new Condition.Exists(false));
    }

    private static boolean areExact(List<Approximation> parts) {
        return parts.stream().allMatch(Approximation::isExact);
    }

    private static Set<String> blind(List<Approximation> parts) {
        return parts.stream().flatMap(part -> part.blind.stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        return (isExact ? "exactly " : "at least ")
                + selector.toJson()
                + (blind.isEmpty() ? "" : " blind for " + blind);
    }
}
