package io.slipcover.mango;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A selector, or a part of one, as it was written, with its operators checked. A question about one field may still be spread over several
 * levels. A written selector becomes a {@link Selector}.
 *
 * <p>Code that goes through a written selector recurs on its levels, of which there are at most {@link QueryReader#MOST_LEVELS}.
 */
sealed interface WrittenSelector {
    /**
     * Checks what Mango checks as it writes fields as paths.
     *
     * @param atRoot whether no name stands above this part
     */
    void checkFields(boolean atRoot);

    /** The selector with names led down to the conditions, and negations too. */
    Selector lead(WrittenPath path, boolean negated);

    /** The selector with names led down to the conditions, and negations where they are. */
    Selector keep(WrittenPath path);

    /** {@code $and} or {@code $or}. */
    record Junction(boolean conjunction, List<WrittenSelector> parts) implements WrittenSelector {
        @Override
        public void checkFields(boolean atRoot) {
            for (WrittenSelector part : parts) {
                part.checkFields(atRoot);
            }
        }

        @Override
        public Selector lead(WrittenPath path, boolean negated) {
            return junction(conjunction != negated, leadAll(parts, path, negated));
        }

        @Override
        public Selector keep(WrittenPath path) {
            return junction(conjunction, keepAll(parts, path));
        }
    }

    /** {@code $nor}. */
    record Nor(List<WrittenSelector> parts) implements WrittenSelector {
        @Override
        public void checkFields(boolean atRoot) {
            for (WrittenSelector part : parts) {
                part.checkFields(atRoot);
            }
        }

        @Override
        public Selector lead(WrittenPath path, boolean negated) {
            return junction(!negated, leadAll(parts, path, !negated));
        }

        /** Keeps the operator as one that fails: Mango has forgotten this operator once it evaluates. */
        @Override
        public Selector keep(WrittenPath path) {
            List<JsonObject> kept = new ArrayList<>(parts.size());
            keepAll(parts, path).forEach(part -> kept.add(part.toJson()));
            return new Selector.Failing(
                    Json.member("$nor", Json.array(kept)),
                    MangoException.badRequest("invalid_operator", "CouchDB does not evaluate $nor here"));
        }
    }

    /** {@code $not}. */
    record Not(WrittenSelector part) implements WrittenSelector {
        @Override
        public void checkFields(boolean atRoot) {
            part.checkFields(atRoot);
        }

        @Override
        public Selector lead(WrittenPath path, boolean negated) {
            return part.lead(path, !negated);
        }

        @Override
        public Selector keep(WrittenPath path) {
            return new Selector.Not(part.keep(path));
        }
    }

    /** The name of a field, and what it is asked. */
    record Named(String name, WrittenSelector part) implements WrittenSelector {
        @Override
        public void checkFields(boolean atRoot) {
            part.checkFields(atRoot && name.isEmpty());
        }

        @Override
        public Selector lead(WrittenPath path, boolean negated) {
            return part.lead(path.child(name), negated);
        }

        @Override
        public Selector keep(WrittenPath path) {
            return part.keep(path.child(name));
        }
    }

    /** A condition. */
    record Asked(Condition condition) implements WrittenSelector {
        @Override
        public void checkFields(boolean atRoot) {}

        @Override
        public Selector lead(WrittenPath path, boolean negated) {
            return path.ask(negated ? condition.negated() : condition);
        }

        @Override
        public Selector keep(WrittenPath path) {
            return path.ask(condition);
        }
    }

    /** A condition on elements or names, for which fields begin anew and negations stay where they are. */
    record AskedOfParts(Function<Selector, Condition> operator, WrittenSelector part) implements WrittenSelector {
        @Override
        public void checkFields(boolean atRoot) {
            part.checkFields(true);
        }

        @Override
        public Selector lead(WrittenPath path, boolean negated) {
            return condition(path).lead(path, negated);
        }

        @Override
        public Selector keep(WrittenPath path) {
            return condition(path).keep(path);
        }

        private Asked condition(WrittenPath path) {
            return new Asked(operator.apply(part.keep(path.anew())));
        }
    }

    /** {@code $text}, which Mango writes as a condition on the field {@code $default}, and takes so as well. */
    record Text(JsonValue condition) implements WrittenSelector {
        private static final JsonName OPERATOR = JsonName.of("$text");

        @Override
        public void checkFields(boolean atRoot) {
            if (!atRoot || !isQuery()) {
                throw MangoException.badRequest("bad_field", "$text stands below a field, or asks for no text");
            }
        }

        @Override
        public Selector lead(WrittenPath path, boolean negated) {
            if (negated) {
                throw OperatorParser.badArgument("$not");
            }
            return keep(path);
        }

        @Override
        public Selector keep(WrittenPath path) {
            return new Selector.Text(condition.asObject().value(0));
        }

        private boolean isQuery() {
            return condition.kind() == JsonKind.OBJECT
                    && condition.asObject().size() == 1
                    && condition.asObject().has(OPERATOR);
        }
    }

    private static List<Selector> leadAll(List<WrittenSelector> parts, WrittenPath path, boolean negated) {
        List<Selector> led = new ArrayList<>(parts.size());
        for (WrittenSelector part : parts) {
            led.add(part.lead(path, negated));
        }
        return led;
    }

    private static List<Selector> keepAll(List<WrittenSelector> parts, WrittenPath path) {
        List<Selector> kept = new ArrayList<>(parts.size());
        for (WrittenSelector part : parts) {
            kept.add(part.keep(path));
        }
        return kept;
    }

    private static Selector junction(boolean conjunction, List<Selector> selectors) {
        return conjunction ? new Selector.And(selectors) : new Selector.Or(selectors);
    }
}
