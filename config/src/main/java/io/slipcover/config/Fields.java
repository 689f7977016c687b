package io.slipcover.config;

import io.slipcover.config.YamlValue.Entry;
import io.slipcover.config.YamlValue.Kind;
import io.slipcover.config.YamlValue.Mapping;
import io.slipcover.config.YamlValue.Scalar;
import io.slipcover.config.YamlValue.Sequence;
import io.slipcover.json.JsonName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one map, read by name. A key is known if somebody asks for it. {@link #finish} reports the other keys,
 * each with the nearest name that somebody asked for and that is not there. It also reports keys that are missing.
 *
 * <p>A reading method returns null for a value that is not there. It also returns null for a value that is wrong, and
 * reports the mistake.
 */
final class Fields {
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,8}");
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5}) ?(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8}) ?(B|kB|MB|GB)");

    private final String subject;
    private final Place place;
    private final Mapping mapping;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<String> missing = new ArrayList<>();

    /**
     * @param subject what messages begin with, such as {@code rename}; empty for a file's own keys
     * @param place where to tell of what is missing
     */
    Fields(String subject, Place place, Mapping mapping, Problems problems) {
        this.subject = subject;
        this.place = place;
        this.mapping = mapping;
        this.problems = problems;
    }

    /** The keys of a value that has to be a map. Where the value is no map, reports that and returns null. */
    static @Nullable Fields of(String subject, Place place, YamlValue value, Problems problems) {
        if (value instanceof Mapping mapping) {
            return new Fields(subject, place, mapping, problems);
        }
        problems.add(value.place(), prefixed(subject, "expected a map, found " + value.description()));
        return null;
    }

    /** What messages begin with. */
    String subject() {
        return subject;
    }

    Place place() {
        return place;
    }

    /** The map itself. */
    Mapping mapping() {
        return mapping;
    }

    /** Where a key's value stands; where the map's owner stands if it is not there. */
    Place placeOf(String name) {
        Entry entry = mapping.entry(name);
        return entry == null ? place : entry.value().place();
    }

    /** Warns of an operation's member whose name looks like something else. */
    void checkMember(String name, JsonName member, Place at) {
        MemberNames.check(prefixed(subject, name), member, at, MemberNames.USE_IN, problems);
    }

    boolean has(String name) {
        return mapping.entry(name) != null;
    }

    @Nullable
    YamlValue optional(String name) {
        known.add(name);
        Entry entry = mapping.entry(name);
        return entry == null ? null : entry.value();
    }

    @Nullable
    YamlValue required(String name) {
        YamlValue value = optional(name);
        if (value == null) {
            missing.add(name);
        }
        return value;
    }

    /** How many keys were not asked for so far. */
    int unknownKeys() {
        return (int)
                mapping.names().stream().filter(name -> !known.contains(name)).count();
    }

    /** Reports keys that nobody asked for, and required keys that are missing. */
    void finish() {
        Set<String> meant = new HashSet<>();
        for (Entry entry : mapping.entries()) {
            if (!known.contains(entry.name())) {
                List<String> candidates =
                        known.stream().filter(name -> !has(name)).toList();
                NearestName.of(entry.name(), candidates).ifPresent(meant::add);
                report(
                        entry.place(),
                        "unknown key '" + entry.name() + "'" + NearestName.hint(entry.name(), candidates));
            }
        }
        for (String name : missing) {
            if (!meant.contains(name)) {
                report(place, "missing '" + name + "'");
            }
        }
    }

    void report(Place where, String message) {
        problems.add(where, prefixed(subject, message));
    }

    /** A value's text, where it is a string. */
    @Nullable
    String string(String name, @Nullable YamlValue value) {
        return string(name, "a string", value);
    }

    /** A value's text, where it is a string; else what was expected is told in these words. */
    @Nullable
    String string(String name, String expected, @Nullable YamlValue value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Scalar scalar && scalar.kind() == Kind.STRING) {
            return scalar.text();
        }
        expected(name, expected, value);
        return null;
    }

    /** The text of a string that is not empty. */
    @Nullable
    String name(String name, @Nullable YamlValue value) {
        String text = string(name, value);
        if (value != null && text != null && text.isEmpty()) {
            expected(name, "a name", value);
            return null;
        }
        return text;
    }

    /** The text of a version or a name that looks like one, which may stand there without quotes: {@code 2}, {@code 1.10}. */
    @Nullable
    String label(String name, @Nullable YamlValue value) {
        return value instanceof Scalar scalar && scalar.kind() == Kind.NUMBER ? scalar.text() : name(name, value);
    }

    @Nullable
    Boolean flag(String name) {
        YamlValue value = optional(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Scalar scalar && scalar.kind() == Kind.BOOLEAN) {
            return scalar.text().equalsIgnoreCase("true");
        }
        expected(name, "true or false", value);
        return null;
    }

    /** A number from {@code lowest} to 999,999,999. */
    @Nullable
    Integer integer(String name, @Nullable YamlValue value, int lowest) {
        if (value == null) {
            return null;
        }
        if (value instanceof Scalar scalar
                && scalar.kind() == Kind.NUMBER
                && INTEGER.matcher(scalar.text()).matches()
                && Integer.parseInt(scalar.text()) >= lowest) {
            return Integer.valueOf(scalar.text());
        }
        expected(name, "a whole number from " + lowest, value);
        return null;
    }

    /** A time that is not zero, such as {@code 500ms}, {@code 30s}, {@code 5m} or {@code 1h}. */
    @Nullable
    Duration duration(String name, @Nullable YamlValue value) {
        return measured(name, value, DURATION, "a time such as 500ms, 30s, 5m or 1h", Fields::duration);
    }

    private static Duration duration(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> throw new IllegalArgumentException(unit);
        };
    }

    /** A number of bytes that is not zero, such as {@code 512kB}, {@code 8MB} or {@code 1GB}; a kB has 1,024 bytes. */
    @Nullable
    Long size(String name, @Nullable YamlValue value) {
        return measured(name, value, SIZE, "a size such as 512kB, 8MB or 1GB", Fields::size);
    }

    private static long size(long number, String unit) {
        return switch (unit) {
            case "B" -> number;
            case "kB" -> number << 10;
            case "MB" -> number << 20;
            case "GB" -> number << 30;
            default -> throw new IllegalArgumentException(unit);
        };
    }

    private interface Measure<T> {
        T of(long number, String unit);
    }

    /** What stands for a whole number from 1 and its unit. */
    private <T> @Nullable T measured(
            String name, @Nullable YamlValue value, Pattern form, String expected, Measure<T> measure) {
        String text = string(name, expected, value);
        if (value == null || text == null) {
            return null;
        }
        Matcher matcher = form.matcher(text);
        if (!matcher.matches()) {
            expected(name, expected, value);
            return null;
        }
        return measure.of(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    /** The elements of a list. */
    @Nullable
    List<YamlValue> list(String name, @Nullable YamlValue value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Sequence sequence) {
            return sequence.elements();
        }
        expected(name, "a list", value);
        return null;
    }

    /** The entries of a map whose keys are free. */
    @Nullable
    List<Entry> entries(String name, @Nullable YamlValue value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Mapping map) {
            return map.entries();
        }
        expected(name, "a map", value);
        return null;
    }

    /** The fields of a nested map. */
    @Nullable
    Fields fields(String name, @Nullable YamlValue value) {
        Entry entry = mapping.entry(name);
        return value == null || entry == null
                ? null
                : of(subject.isEmpty() ? name : subject + ": " + name, entry.place(), value, problems);
    }

    /** The fields of a map inside a key's value, such as an element of a list. */
    @Nullable
    Fields nested(String name, YamlValue value) {
        return of(prefixed(subject, name), value.place(), value, problems);
    }

    /** What a parser that throws {@link IllegalArgumentException} makes of a text. */
    <T> @Nullable T parsed(String name, @Nullable YamlValue value, @Nullable String text, Function<String, T> parser) {
        if (value == null || text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            report(value.place(), name + ": " + e.getMessage());
            return null;
        }
    }

    /** The constant whose name, in lower case and with dashes, the value is. */
    <E extends Enum<E>> @Nullable E choice(String name, E[] constants) {
        YamlValue value = optional(name);
        String text = string(name, value);
        if (value == null || text == null) {
            return null;
        }
        List<String> names = Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        int index = names.indexOf(text);
        if (index >= 0) {
            return constants[index];
        }
        Optional<String> nearest = NearestName.of(text, names);
        report(
                value.place(),
                name + ": expected " + String.join(" or ", names) + ", found '" + text + "'"
                        + nearest.map(found -> ", did you mean '" + found + "'?")
                                .orElse(""));
        return null;
    }

    void warn(Place where, String message) {
        problems.warn(where, prefixed(subject, message));
    }

    /** Reports what was found instead of what was expected, unless something was reported of it before. */
    void expected(String name, String expected, YamlValue found) {
        if (found instanceof Scalar scalar && scalar.kind() == Kind.BROKEN) {
            return;
        }
        report(found.place(), name + ": expected " + expected + ", found " + found.description());
    }

    private static String prefixed(String subject, String message) {
        return subject.isEmpty() ? message : subject + ": " + message;
    }
}
