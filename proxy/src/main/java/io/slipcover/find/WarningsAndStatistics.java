package io.slipcover.find;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The warnings and statistics of CouchDB's answers, gathered for one answer: each warning once, and the sums of the statistics. */
final class WarningsAndStatistics {
    private static final JsonName WARNING = JsonName.of("warning");
    private static final JsonName STATISTICS = JsonName.of("execution_stats");
    private static final JsonName RESULTS = JsonName.of("results_returned");

    private static final int MOST_DIGITS = 40;

    private final Set<String> warnings = new LinkedHashSet<>();
    private final ResultFilter filter;
    private final List<String> blind;
    private final List<String> ofIndexes;
    private @Nullable JsonObject statistics;

    /**
     * @param blind what could not be looked through
     * @param ofIndexes warnings about the index that the client names
     */
    WarningsAndStatistics(ResultFilter filter, List<String> blind, List<String> ofIndexes) {
        this.filter = filter;
        this.blind = blind;
        this.ofIndexes = List.copyOf(ofIndexes);
    }

    /** Adds what stands around the documents of one of CouchDB's answers. */
    void add(JsonObject rest) {
        String said = rest.string(WARNING);
        if (said != null) {
            said.lines().forEach(warnings::add);
        }
        JsonObject more = rest.object(STATISTICS);
        if (more != null) {
            JsonObject sum = statistics;
            if (sum == null) {
                statistics = JsonObject.of(more.toString());
            } else {
                addNumbers(sum, more);
            }
        }
    }

    private static void addNumbers(JsonObject sum, JsonObject more) {
        for (int index = 0; index < sum.size(); index++) {
            JsonValue other = more.get(sum.name(index));
            JsonValue own = sum.value(index);
            if (other != null && other.kind() == JsonKind.NUMBER && own.kind() == JsonKind.NUMBER) {
                JsonNumber one = ((JsonSlice) own).asNumber();
                JsonNumber two = ((JsonSlice) other).asNumber();
                if (isFigure(one) && isFigure(two)) {
                    JsonNumber both = JsonNumber.of(one.toBigDecimal().add(two.toBigDecimal()));
                    sum.set(index, JsonSlice.number(both));
                }
            }
        }
    }

    /** Whether a number can be one of CouchDB's figures. A sum of any others could have as many digits as their exponents say. */
    private static boolean isFigure(JsonNumber number) {
        return number.digits() <= MOST_DIGITS && Math.abs(number.exponent()) <= MOST_DIGITS;
    }

    /** All warnings, one a line, or null where there is none. */
    @Nullable
    String warning() {
        List<String> lines = new ArrayList<>(warnings);
        if (!blind.isEmpty()) {
            lines.add("Documents of some versions were all looked at, since a selector cannot be led through: "
                    + String.join(", ", blind) + ".");
        }
        lines.addAll(ofIndexes);
        if (filter.leftOut() > 0) {
            lines.add("Documents were left out since they cannot be shown: " + filter.leftOut() + ".");
        }
        return lines.isEmpty() ? null : String.join("\n", lines);
    }

    /**
     * The sum of what CouchDB's answers cost, or null where the client did not ask for it.
     *
     * @param results how many results the client gets
     */
    @Nullable
    JsonObject statistics(long results) {
        JsonObject sum = statistics;
        if (sum != null) {
            sum.put(RESULTS, JsonSlice.number(results));
        }
        return sum;
    }
}
