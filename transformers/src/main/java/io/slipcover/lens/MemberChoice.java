package io.slipcover.lens;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import io.slipcover.regex.Regex;
import io.slipcover.regex.RegexSyntaxException;
import io.slipcover.regex.UnsupportedRegexException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which members are meant, told by their names. */
public sealed interface MemberChoice {
    /** Whether the member is meant. */
    boolean holds(JsonName name);

    /** The members that the choice names, meant or not. */
    Set<JsonName> names();

    /** The choice, spelled canonically. */
    String text();

    /** These members alone. */
    record Named(Set<JsonName> names) implements MemberChoice {
        /** @throws IllegalArgumentException where there are none */
        public Named {
            if (names.isEmpty()) {
                throw new IllegalArgumentException("names is empty");
            }
            names = Set.copyOf(names);
        }

        @Override
        public boolean holds(JsonName name) {
            return names.contains(name);
        }

        @Override
        public String text() {
            return new OperationText("named").with("names", sorted(names)).end();
        }
    }

    /** All members but these. */
    record AllBut(Set<JsonName> names) implements MemberChoice {
        public AllBut {
            names = Set.copyOf(names);
        }

        @Override
        public boolean holds(JsonName name) {
            return !names.contains(name);
        }

        @Override
        public String text() {
            return new OperationText("all-but").with("names", sorted(names)).end();
        }
    }

    /** The members in whose names a regular expression is found. */
    final class Matching implements MemberChoice {
        /** How many names are remembered. One expression serves all threads one after the other, and documents repeat their names. */
        private static final int MOST = 10_000;

        private final String pattern;
        private final Regex regex;
        private final Map<JsonName, Boolean> decided = new ConcurrentHashMap<>();

        /** @throws IllegalArgumentException where it is no regular expression, or none that can be matched in linear time */
        public Matching(String pattern) {
            this.pattern = pattern;
            try {
                this.regex = Regex.compile(pattern.getBytes(UTF_8));
            } catch (RegexSyntaxException e) {
                throw new IllegalArgumentException(
                        "found '" + pattern + "', which is no regular expression: " + e.getMessage(), e);
            } catch (UnsupportedRegexException e) {
                throw new IllegalArgumentException(
                        "found '" + pattern + "', and Slipcover does not know " + e.getMessage(), e);
            }
        }

        /** The states that the pattern was compiled into, so that another engine finds it in the same names. */
        public JsonValue program() {
            return JsonValue.of(regex.program());
        }

        @Override
        public boolean holds(JsonName name) {
            Boolean known = decided.get(name);
            if (known != null) {
                return known;
            }
            boolean found = regex.isFoundIn(name.text().getBytes(UTF_8));
            if (decided.size() < MOST) {
                decided.put(name, found);
            }
            return found;
        }

        @Override
        public Set<JsonName> names() {
            return Set.of();
        }

        @Override
        public String text() {
            return new OperationText("matching").with("pattern", pattern).end();
        }
    }

    private static List<JsonName> sorted(Set<JsonName> names) {
        return names.stream().sorted().toList();
    }
}
