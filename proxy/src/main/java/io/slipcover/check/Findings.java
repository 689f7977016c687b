package io.slipcover.check;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of holding documents against the lenses.
 *
 * @param documents how many documents there were
 * @param types how many documents of each type and version were looked at, as {@code todo-item 2}
 * @param others how many documents no release rewrites, so that nothing was to be looked at
 * @param deleted how many were deleted: a deletion always arrives
 * @param edits how many edits were tried
 * @param findings what went wrong, the worst first
 * @param unlisted how many more documents had faults of kinds that had no room in {@code findings}
 */
public record Findings(
        long documents,
        Map<String, Long> types,
        long others,
        long deleted,
        long edits,
        List<Finding> findings,
        long unlisted) {
    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(
                    (Finding finding) -> finding.fault().kind())
            .thenComparing(Comparator.comparingLong(Finding::documents).reversed())
            .thenComparing(finding -> finding.fault().text());

    public Findings {
        types = new LinkedHashMap<>(types);
        findings = findings.stream().sorted(WORST_FIRST).toList();
    }

    /** Nothing at all. */
    public static Findings none() {
        return new Findings(0, Map.of(), 0, 0, 0, List.of(), 0);
    }

    /** What breaks a promise about data. */
    public List<Finding> violations() {
        return findings.stream()
                .filter(finding -> finding.fault().kind().isViolation())
                .toList();
    }

    /** What is the author's decision, or worth knowing. */
    public List<Finding> notes() {
        return findings.stream()
                .filter(finding -> !finding.fault().kind().isViolation())
                .toList();
    }

    /** Both together. */
    public Findings and(Findings other) {
        Map<String, Long> both = new LinkedHashMap<>(types);
        other.types.forEach((type, count) -> both.merge(type, count, Long::sum));
        Map<Fault, Finding> merged = new LinkedHashMap<>();
        findings.forEach(finding -> merged.put(finding.fault(), finding));
        other.findings.forEach(finding -> merged.merge(finding.fault(), finding, Finding::and));
        return new Findings(
                documents + other.documents,
                both,
                others + other.others,
                deleted + other.deleted,
                edits + other.edits,
                List.copyOf(merged.values()),
                unlisted + other.unlisted);
    }
}
