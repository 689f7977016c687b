package io.slipcover.mango;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A part of a selector as it was written, its operators checked; what a field is asked may still be spread over several levels. */
sealed interface Term {
    /**
     * Checks what Mango finds out as it writes fields as paths.
     *
     * @param atRoot whether no name stands above this term
     */
    void checkFields(boolean atRoot);

    /** The term with names led down to the conditions, and negations too. */
    Selector lead(TermPath path, boolean negated);

    /** The term with names led down to the conditions, and negations where they are. */
    Selector keep(TermPath path);

    /** {@code $and} or {@code $or}. */
    record Junction(boolean conjunction, List<Term> terms) implements Term {
        @Override
        public void checkFields(boolean atRoot) {
            terms.forEach(term -> term.checkFields(atRoot));
        }

        @Override
        public Selector lead(TermPath path, boolean negated) {
            return junction(conjunction != negated, terms.stream().map(term -> term.lead(path, negated)));
        }

        @Override
        public Selector keep(TermPath path) {
            return junction(conjunction, terms.stream().map(term -> term.keep(path)));
        }
    }

    /** {@code $nor}. */
    record Nor(List<Term> terms) implements Term {
        @Override
        public void checkFields(boolean atRoot) {
            terms.forEach(term -> term.checkFields(atRoot));
        }

        @Override
        public Selector lead(TermPath path, boolean negated) {
            return junction(!negated, terms.stream().map(term -> term.lead(path, !negated)));
        }

        /** Mango has forgotten this operator once it evaluates. */
        @Override
        public Selector keep(TermPath path) {
            JsonValue kept = Json.array(
                    terms.stream().map(term -> term.keep(path).toJson()).toList());
            return new Selector.Failing(
                    Json.member("$nor", kept), MangoException.badRequest("invalid_operator", "Invalid operator: $nor"));
        }
    }

    /** {@code $not}. */
    record Not(Term term) implements Term {
        @Override
        public void checkFields(boolean atRoot) {
            term.checkFields(atRoot);
        }

        @Override
        public Selector lead(TermPath path, boolean negated) {
            return term.lead(path, !negated);
        }

        @Override
        public Selector keep(TermPath path) {
            return new Selector.Not(term.keep(path));
        }
    }

    /** The name of a field, and what it is asked. */
    record Named(String name, Term term) implements Term {
        @Override
        public void checkFields(boolean atRoot) {
            term.checkFields(atRoot && name.isEmpty());
        }

        @Override
        public Selector lead(TermPath path, boolean negated) {
            return term.lead(path.child(name), negated);
        }

        @Override
        public Selector keep(TermPath path) {
            return term.keep(path.child(name));
        }
    }

    /** A condition. */
    record Asked(Condition condition) implements Term {
        @Override
        public void checkFields(boolean atRoot) {}

        @Override
        public Selector lead(TermPath path, boolean negated) {
            return path.ask(negated ? condition.negated() : condition);
        }

        @Override
        public Selector keep(TermPath path) {
            return path.ask(condition);
        }
    }

    /** A condition on elements or names, for which fields begin anew and negations stay where they are. */
    record AskedOfParts(Function<Selector, Condition> operator, Term term) implements Term {
        @Override
        public void checkFields(boolean atRoot) {
            term.checkFields(true);
        }

        @Override
        public Selector lead(TermPath path, boolean negated) {
            return condition(path).lead(path, negated);
        }

        @Override
        public Selector keep(TermPath path) {
            return condition(path).keep(path);
        }

        private Asked condition(TermPath path) {
            return new Asked(operator.apply(term.keep(path.anew())));
        }
    }

    /** {@code $text}, which Mango writes as a condition on the field {@code $default}, and takes so as well. */
    record Text(JsonValue condition) implements Term {
        private static final JsonName OPERATOR = JsonName.of("$text");

        @Override
        public void checkFields(boolean atRoot) {
            if (!atRoot || !isQuery()) {
                throw MangoException.badRequest(
                        "bad_field", "Invalid field normalization on selector: " + ErlangTerm.write(written()));
            }
        }

        @Override
        public Selector lead(TermPath path, boolean negated) {
            if (negated) {
                throw OperatorParser.badArgument("$not", written());
            }
            return keep(path);
        }

        @Override
        public Selector keep(TermPath path) {
            return new Selector.Text(condition.asObject().value(0));
        }

        private boolean isQuery() {
            return condition.kind() == JsonKind.OBJECT
                    && condition.asObject().size() == 1
                    && condition.asObject().has(OPERATOR);
        }

        private JsonObject written() {
            return Json.member("$default", condition);
        }
    }

    private static Selector junction(boolean conjunction, Stream<Selector> selectors) {
        return conjunction ? new Selector.And(selectors.toList()) : new Selector.Or(selectors.toList());
    }
}
