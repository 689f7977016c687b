package io.slipcover.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a request's query, as CouchDB reads them. {@code &} or {@code ;} separates two parameters. */
public final class QueryParameters {
    private static final Pattern SEPARATOR = Pattern.compile("[&;]");

    private record Parameter(String name, String value) {}

    private final List<Parameter> parameters;

    private QueryParameters(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    static QueryParameters parse(String raw) {
        if (raw.isEmpty()) {
            return new QueryParameters(List.of());
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String piece : SEPARATOR.split(raw, -1)) {
            if (!piece.isEmpty()) {
                int equals = piece.indexOf('=');
                parameters.add(
                        equals < 0
                                ? new Parameter(Percent.decode(piece), "")
                                : new Parameter(
                                        Percent.decode(piece, 0, equals),
                                        Percent.decode(piece, equals + 1, piece.length())));
            }
        }
        return new QueryParameters(parameters);
    }

    /** Whether the query has a parameter of this name, in upper or lower case. */
    public boolean has(String name) {
        return last(name) != null;
    }

    /** The value of the last parameter of this name, in upper or lower case; null where there is none. */
    public @Nullable String last(String name) {
        for (int index = parameters.size() - 1; index >= 0; index--) {
            if (parameters.get(index).name().equalsIgnoreCase(name)) {
                return parameters.get(index).value();
            }
        }
        return null;
    }

    /** The value of the first parameter of exactly this name; null where there is none. */
    public @Nullable String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The values of all parameters of exactly this name, in order. */
    public List<String> all(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    /** Whether a parameter of this name, in upper or lower case, says {@code true}. */
    public boolean isTrue(String name) {
        return parameters.stream()
                .anyMatch(parameter -> parameter.name().equalsIgnoreCase(name)
                        && parameter.value().equals("true"));
    }

    /**
     * Whether a flag is set. The last parameter of exactly this name that says {@code true} or {@code false} decides.
     * Other values say nothing.
     */
    public boolean isSet(String name, boolean otherwise) {
        boolean set = otherwise;
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                String value = parameter.value();
                set = value.equals("true") || (set && !value.equals("false"));
            }
        }
        return set;
    }

    /**
     * Whether a flag may be set. Where a parameter stands several times, some parts of CouchDB take the first, some
     * take the last, and some take any case. So a flag is surely not set only where every parameter of this name says
     * {@code false}.
     */
    boolean mayBeSet(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equalsIgnoreCase(name) && !parameter.value().equals("false")) {
                return true;
            }
        }
        return false;
    }

    /**
     * A request's target in which the values of all parameters of this name are changed; the target itself where no
     * value changes.
     */
    public static String replacing(String target, String name, UnaryOperator<String> change) {
        return replacing(target, name::equals, change);
    }

    /** A request's target in which the values of all parameters are changed whose decoded names the predicate takes. */
    static String replacing(String target, Predicate<String> name, UnaryOperator<String> change) {
        int question = target.indexOf('?');
        if (question < 0) {
            return target;
        }
        StringBuilder changed = new StringBuilder(target.length());
        changed.append(target, 0, question + 1);
        int from = question + 1;
        while (from <= target.length()) {
            int to = endOfPiece(target, from);
            int equals = equalsSign(target, from, to);
            if (equals < to && name.test(Percent.decode(target, from, equals))) {
                String value = Percent.decode(target, equals + 1, to);
                String other = change.apply(value);
                changed.append(target, from, equals + 1)
                        .append(other.equals(value) ? target.substring(equals + 1, to) : Percent.encode(other));
            } else {
                changed.append(target, from, to);
            }
            if (to < target.length()) {
                changed.append(target.charAt(to));
            }
            from = to + 1;
        }
        return changed.toString();
    }

    /** A request's target without the parameters whose decoded names, in lower case, the predicate takes. */
    public static String without(String target, Predicate<String> name) {
        int question = target.indexOf('?');
        if (question < 0) {
            return target;
        }
        StringBuilder left = new StringBuilder(target.length()).append(target, 0, question);
        int pieces = 0;
        int from = question + 1;
        while (from <= target.length()) {
            int to = endOfPiece(target, from);
            if (!name.test(
                    Percent.decode(target, from, equalsSign(target, from, to)).toLowerCase(Locale.ROOT))) {
                left.append(pieces++ == 0 ? '?' : '&').append(target, from, to);
            }
            from = to + 1;
        }
        return left.toString();
    }

    /** A request's target with one more parameter. */
    public static String with(String target, String name, String value) {
        return target + (target.indexOf('?') < 0 ? '?' : '&') + name + '=' + Percent.encode(value);
    }

    /** The place of a piece's equals sign; the piece's end where it has none. */
    private static int equalsSign(String target, int from, int to) {
        int index = from;
        while (index < to && target.charAt(index) != '=') {
            index++;
        }
        return index;
    }

    private static int endOfPiece(String target, int from) {
        for (int index = from; index < target.length(); index++) {
            char character = target.charAt(index);
            if (character == '&' || character == ';' || character == '#') {
                return index;
            }
        }
        return target.length();
    }
}
