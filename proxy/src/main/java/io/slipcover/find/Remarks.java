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

/** What CouchDB says beside the documents of its answers, gathered into what one answer says: warnings, each once, and sums. */
final class Remarks {
    private static final JsonName WARNING = JsonName.of("warning");
    private static final JsonName STATISTICS = JsonName.of("execution_stats");
    private static final JsonName RESULTS = JsonName.of("results_returned");

    private final Set<String> warnings = new LinkedHashSet<>();
    private final Candidates candidates;
    private final List<String> blind;
    private final boolean mistrusted;
    private @Nullable JsonObject statistics;

    /**
     * @param blind what could not be looked through
     * @param mistrusted whether the index that the client names was not used
     */
    Remarks(Candidates candidates, List<String> blind, boolean mistrusted) {
        this.candidates = candidates;
        this.blind = blind;
        this.mistrusted = mistrusted;
    }

    /** Takes over what stands around the documents of one of CouchDB's answers. */
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
                JsonNumber both = JsonNumber.of(((JsonSlice) own)
                        .asNumber()
                        .toBigDecimal()
                        .add(((JsonSlice) other).asNumber().toBigDecimal()));
                sum.set(index, JsonSlice.number(both));
            }
        }
    }

    /** All warnings, one a line, or null where there is none. */
    @Nullable
    String warning() {
        List<String> lines = new ArrayList<>(warnings);
        if (!blind.isEmpty()) {
            lines.add("Documents of some versions were all looked at, since a selector cannot be led through: "
                    + String.join(", ", blind) + ".");
        }
        if (mistrusted) {
            lines.add("The index named by use_index was not used: its filter leaves out documents of older versions.");
        }
        if (candidates.leftOut() > 0) {
            lines.add("Documents were left out since they cannot be shown: " + candidates.leftOut() + ".");
        }
        return lines.isEmpty() ? null : String.join("\n", lines);
    }

    /**
     * What the answers cost together, or null where the client did not ask.
     *
     * @param results how many the client gets
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
