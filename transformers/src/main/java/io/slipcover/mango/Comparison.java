package io.slipcover.mango;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ways in which one value may stand to another. */
public enum Comparison {
    LT("$lt"),
    LTE("$lte"),
    EQ("$eq"),
    NE("$ne"),
    GTE("$gte"),
    GT("$gt");

    private static final Map<String, Comparison> BY_OPERATOR =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Comparison::operator, Function.identity()));

    private final String operator;

    Comparison(String operator) {
        this.operator = operator;
    }

    /** The comparison's name in a selector, such as {@code $lte}. */
    public String operator() {
        return operator;
    }

    static @Nullable Comparison of(String operator) {
        return BY_OPERATOR.get(operator);
    }

    /** The comparison that holds exactly where this one does not. */
    public Comparison negated() {
        return switch (this) {
            case LT -> GTE;
            case LTE -> GT;
            case EQ -> NE;
            case NE -> EQ;
            case GTE -> LT;
            case GT -> LTE;
        };
    }

    /** Whether the comparison holds between two values that a comparator puts in this order. */
    boolean holds(int order) {
        return switch (this) {
            case LT -> order < 0;
            case LTE -> order <= 0;
            case EQ -> order == 0;
            case NE -> order != 0;
            case GTE -> order >= 0;
            case GT -> order > 0;
        };
    }
}
