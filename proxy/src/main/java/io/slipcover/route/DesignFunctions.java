package io.slipcover.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The design documents whose functions a request calls. They stand in the request's path ({@code _design/app/_view/…},
 * and the second design document that a {@code _list/…} may name), or in the filter of {@code _changes}. Functions see
 * documents as they are stored. So a release may use the functions of another design document. The design document
 * itself and its attachments keep their name, because clients replicate them.
 */
public final class DesignFunctions {
    private static final String DESIGN = "_design";
    private static final String FILTER = "filter";
    private static final String VIEW = "view";

    /**
     * A filter of {@code _changes} that is a function.
     *
     * @param parameter the parameter that names the filter
     * @param design the filter's design document, without {@code _design/}
     * @param function the function's name, as it came
     */
    public record Filter(String parameter, String design, String function) {
        /** What the configuration and the log call it. */
        @Override
        public String toString() {
            return Percent.encode(design) + "/" + Percent.encode(Percent.decodeAgain(function));
        }
    }

    private DesignFunctions() {}

    /** The name of a design document as the log may show it, where it comes from a client. */
    public static String shown(String name) {
        return Percent.encode(name);
    }

    /** The design documents' names. */
    public static List<String> names(Target target) {
        List<String> names = new ArrayList<>(2);
        for (int place : places(target.segments())) {
            names.add(target.segments().get(place));
        }
        Filter filter = filter(target);
        if (filter != null) {
            names.add(filter.design());
        }
        return names;
    }

    /**
     * The raw target with other names for some design documents; the raw target itself where it names none of them.
     *
     * @param answering the name of the design document whose functions answer, which may be the same name
     */
    public static String renamed(String raw, Target target, UnaryOperator<String> answering) {
        String renamed = raw;
        for (int place : places(target.segments())) {
            String asked = target.segments().get(place);
            String other = answering.apply(asked);
            if (!other.equals(asked)) {
                renamed = Target.withSegment(renamed, place, other);
            }
        }
        Filter filter = filter(target);
        if (filter == null) {
            return renamed;
        }
        String other = answering.apply(filter.design());
        if (other.equals(filter.design())) {
            return renamed;
        }
        UnaryOperator<String> change = value -> {
            String[] parts = parts(value);
            return parts == null || !Percent.decodeAgain(parts[0]).equals(filter.design())
                    ? value
                    : Percent.encode(other) + "/" + parts[1];
        };
        return filter.parameter().equals(VIEW)
                ? QueryParameters.replacing(renamed, VIEW, change)
                : QueryParameters.replacing(renamed, FILTER::equalsIgnoreCase, change);
    }

    /** The function that filters the changes; null where no function does. */
    public static @Nullable Filter filter(Target target) {
        if (!target.segment(1).equals("_changes")) {
            return null;
        }
        String given = target.query().last(FILTER);
        String parameter = "_view".equals(given) ? VIEW : FILTER;
        String value = parameter.equals(VIEW) ? target.query().first(VIEW) : given;
        String[] parts = value == null || (parameter.equals(FILTER) && value.startsWith("_")) ? null : parts(value);
        return parts == null ? null : new Filter(parameter, Percent.decodeAgain(parts[0]), parts[1]);
    }

    /**
     * The two parts of {@code design/function}; null where there are not two parts. CouchDB decodes each part once
     * more.
     */
    private static String @Nullable [] parts(String value) {
        String[] parts = Arrays.stream(value.split("/", -1))
                .filter(part -> !part.isEmpty())
                .toArray(String[]::new);
        return parts.length == 2 ? parts : null;
    }

    /** The places of the segments that name design documents whose functions the path calls. */
    private static List<Integer> places(List<String> segments) {
        int design = segments.size() > 1 && segments.get(1).equals(DESIGN)
                ? 1
                : segments.size() > 3
                                && segments.get(1).equals("_partition")
                                && segments.get(3).equals(DESIGN)
                        ? 3
                        : 0;
        int function = design + 2;
        if (design == 0
                || segments.size() <= function
                || !segments.get(function).startsWith("_")) {
            return List.of();
        }
        boolean ofOtherView = segments.get(function).equals("_list") && segments.size() == function + 4;
        return ofOtherView ? List.of(design + 1, function + 2) : List.of(design + 1);
    }
}
