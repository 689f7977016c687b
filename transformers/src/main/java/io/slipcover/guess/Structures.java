package io.slipcover.guess;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.In;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The changes in which values go somewhere else, or are written otherwise: nothing comes and nothing goes. */
final class Structures {
    private static final int MOST_PIECES = 3;

    private final Side older;
    private final Side newer;
    private final List<Column> gone;
    private final List<Column> come;
    private final Possibilities<Candidate> candidates = new Possibilities<>();

    private Structures(Side older, Side newer) {
        this.older = older;
        this.newer = newer;
        this.gone = older.without(newer);
        this.come = newer.without(older);
    }

    static List<Candidate> of(Side older, Side newer) {
        Structures structures = new Structures(older, newer);
        structures.renames();
        structures.values();
        structures.hoists();
        structures.plunges();
        structures.splits();
        structures.joins();
        structures.merges();
        return structures.candidates.all();
    }

    private void add(boolean telling, Supplier<List<Step>> steps) {
        add(telling, null, steps);
    }

    private void add(boolean telling, @Nullable JsonName settled, Supplier<List<Step>> steps) {
        candidates.add(() -> new Candidate(steps.get(), telling, settled));
    }

    private void renames() {
        for (Column from : gone) {
            for (Column to : come) {
                boolean similar = areSimilar(from.name(), to.name());
                if (from.isMostly(to) && to.isMostly(from) && (similar || !from.saysLittle())) {
                    add(!from.saysLittle(), () -> List.of(Step.rename(from.name(), to.name())));
                } else {
                    for (Step step : ValueSteps.between(to.name(), from, to)) {
                        boolean telling = similar || step.isTold(from);
                        add(telling, to.name(), () -> List.of(Step.rename(from.name(), to.name()), step));
                    }
                }
            }
        }
    }

    private void values() {
        for (Column from : older.all()) {
            Column to = newer.get(from.name());
            if (to != null) {
                for (Step step : ValueSteps.between(from.name(), from, to)) {
                    add(true, from.name(), () -> List.of(step));
                }
            }
        }
    }

    private void hoists() {
        for (Column host : older.objects()) {
            for (JsonName name : Side.names(host)) {
                Column inside = host.inside(name);
                for (Column to : come) {
                    if (inside.isMostly(to) && isTold(inside, to)) {
                        add(
                                !inside.saysLittle(),
                                () -> to.name().equals(name)
                                        ? List.of(Step.hoist(host.name(), name))
                                        : older.has(name) || name.text().startsWith("_")
                                                ? List.of(
                                                        renameInside(host.name(), name, to.name()),
                                                        Step.hoist(host.name(), to.name()))
                                                : List.of(Step.hoist(host.name(), name), Step.rename(name, to.name())));
                    }
                }
            }
        }
    }

    private void plunges() {
        for (Column host : newer.objects()) {
            for (JsonName name : Side.names(host)) {
                Column inside = host.inside(name);
                for (Column from : gone) {
                    if (from.isMostly(inside) && isTold(from, inside)) {
                        add(
                                !from.saysLittle(),
                                () -> from.name().equals(name)
                                        ? List.of(Step.plunge(host.name(), name))
                                        : older.has(name) || name.text().startsWith("_")
                                                ? List.of(
                                                        Step.plunge(host.name(), from.name()),
                                                        renameInside(host.name(), from.name(), name))
                                                : List.of(
                                                        Step.rename(from.name(), name),
                                                        Step.plunge(host.name(), name)));
                    }
                }
            }
        }
    }

    private static boolean isTold(Column one, Column other) {
        return one.name().equals(other.name()) || !one.saysLittle() || areSimilar(one.name(), other.name());
    }

    private static Step renameInside(JsonName host, JsonName from, JsonName to) {
        Step rename = Step.rename(from, to);
        return new Step(
                new In(host, List.of(rename.operation())),
                List.of("in: { name: %s, lens: [ %s ] }"
                        .formatted(FlowYaml.of(host), rename.lines().get(0))));
    }

    private void splits() {
        for (Column whole : gone) {
            if (whole.isAll(JsonKind.STRING)) {
                for (List<Column> pieces : pieces(come)) {
                    String separator = separator(whole, pieces);
                    if (separator != null) {
                        add(true, () -> List.of(Step.split(whole.name(), names(pieces), separator)));
                    }
                }
            }
        }
    }

    private void joins() {
        for (Column whole : come) {
            if (whole.isAll(JsonKind.STRING)) {
                for (List<Column> pieces : pieces(gone)) {
                    String separator = separator(whole, pieces);
                    if (separator != null) {
                        add(true, () -> List.of(Step.join(names(pieces), whole.name(), separator)));
                    }
                }
            }
        }
    }

    private static List<JsonName> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    /** Two or three of the columns that hold strings alone, in every order. */
    private static List<List<Column>> pieces(List<Column> columns) {
        List<Column> strings = columns.stream()
                .filter(column -> column.isAll(JsonKind.STRING))
                .limit(12)
                .toList();
        List<List<Column>> all = new ArrayList<>();
        List<List<Column>> longest = List.of(List.of());
        for (int length = 1; length <= MOST_PIECES; length++) {
            List<List<Column>> longer = new ArrayList<>();
            for (List<Column> before : longest) {
                for (Column next : strings) {
                    if (!before.contains(next)) {
                        List<Column> with = new ArrayList<>(before);
                        with.add(next);
                        longer.add(with);
                    }
                }
            }
            longest = longer;
            if (length > 1) {
                all.addAll(longer);
            }
        }
        return all;
    }

    /** What stands between the pieces in the first example that has all of them; null where there is no such thing. */
    private static @Nullable String separator(Column whole, List<Column> pieces) {
        for (int i = 0; i < whole.values().size(); i++) {
            String text = whole.string(i);
            String first = pieces.get(0).string(i);
            String second = pieces.get(1).string(i);
            if (text != null && first != null && second != null) {
                int end = text.startsWith(first) ? text.indexOf(second, first.length() + 1) : -1;
                return end < 0 ? null : text.substring(first.length(), end);
            }
        }
        return null;
    }

    private void merges() {
        for (Column into : newer.all()) {
            for (Column second : gone) {
                for (Column first : older.all()) {
                    boolean named = first.name().equals(into.name()) || !newer.has(first.name());
                    if (named && !first.name().equals(second.name()) && isFirstOf(into, first, second)) {
                        add(true, () -> List.of(Step.merge(List.of(first.name(), second.name()), into.name())));
                    }
                }
            }
        }
    }

    private static boolean isFirstOf(Column into, Column first, Column second) {
        int ofSecond = 0;
        int ofFirst = 0;
        for (int i = 0; i < into.values().size(); i++) {
            JsonValue one = first.values().get(i);
            JsonValue other = second.values().get(i);
            JsonValue expected = one == null ? other : one;
            if (!JsonValue.areSame(into.values().get(i), expected)) {
                return false;
            }
            ofFirst += (one != null) ? 1 : 0;
            ofSecond += (one == null && other != null) ? 1 : 0;
        }
        return ofFirst > 0 && ofSecond > 0;
    }

    /** Whether one name is part of the other, or both have a word in common. */
    static boolean areSimilar(JsonName one, JsonName other) {
        List<String> words = words(one);
        return words(other).stream().anyMatch(words::contains)
                || plain(one).contains(plain(other))
                || plain(other).contains(plain(one));
    }

    private static String plain(JsonName name) {
        return String.join("", words(name));
    }

    private static List<String> words(JsonName name) {
        return List.of(name.text()
                .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}\\p{N}]+"));
    }
}
