package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.check.Fault;
import io.slipcover.check.Finding;
import io.slipcover.check.Findings;
import io.slipcover.check.OwnMembers;
import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code check} prints of documents that it held against the lenses. */
final class FindingsReport {
    private final Findings findings;
    private final Catalog catalog;
    private final boolean showsValues;

    /** @param showsValues whether values of documents may be seen */
    FindingsReport(Findings findings, Catalog catalog, boolean showsValues) {
        this.findings = findings;
        this.catalog = catalog;
        this.showsValues = showsValues;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int violations = findings.violations().size();
        lines.add("%s, %s: %s"
                .formatted(
                        counted(findings.documents(), "document"),
                        counted(findings.edits(), "edit"),
                        violations == 0 ? "nothing is lost" : counted(violations, "violation")));
        findings.types().forEach((type, count) -> lines.add("  " + type + ": " + counted(count, "document")));
        if (findings.others() > 0) {
            lines.add("  of no type that a release names: " + counted(findings.others(), "document"));
        }
        if (findings.deleted() > 0) {
            lines.add("  deleted: " + counted(findings.deleted(), "document"));
        }
        section(lines, "Violations:", findings.violations());
        section(lines, "Decisions of the lenses, and what is worth knowing:", findings.notes());
        if (findings.unlisted() > 0) {
            lines.add("");
            lines.add("There are more kinds of faults than can be listed, in "
                    + counted(findings.unlisted(), "document"));
        }
        return lines;
    }

    private void section(List<String> lines, String title, List<Finding> listed) {
        if (listed.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title);
        for (Finding finding : listed) {
            lines.add("  " + finding.fault().text());
            lines.add("    %s: %s%s"
                    .formatted(
                            counted(finding.documents(), "document"),
                            String.join(", ", finding.ids()),
                            finding.documents() > finding.ids().size() ? ", …" : ""));
            if (finding.fault().kind().isViolation()) {
                lines.add("    smallest: " + smallest(finding));
                String edit = edit(finding);
                if (!edit.isEmpty()) {
                    lines.add("    edit: " + edit);
                }
            }
        }
    }

    Json json() {
        Json types = new Json();
        findings.types().forEach(types::with);
        return new Json()
                .with("documents", findings.documents())
                .with("types", types)
                .with("others", findings.others())
                .with("deleted", findings.deleted())
                .with("edits", findings.edits())
                .with("violations", findings.violations(), this::json)
                .with("notes", findings.notes(), this::json)
                .with("unlisted", findings.unlisted());
    }

    private Json json(Finding finding) {
        Fault fault = finding.fault();
        return new Json()
                .with("kind", fault.kind().label())
                .with("type", fault.type())
                .with("writer", fault.writer())
                .with("reader", fault.reader())
                .with("member", fault.member())
                .with("detail", fault.detail())
                .with("text", fault.text())
                .with("documents", finding.documents())
                .with("ids", finding.ids())
                .with("edit", edit(finding))
                .with("smallest", smallest(finding));
    }

    private JsonObject smallest(Finding finding) {
        return showsValues
                ? finding.smallest()
                : Masked.document(finding.smallest(), new OwnMembers(catalog)::areNoSecret);
    }

    private String edit(Finding finding) {
        return finding.edit().text(value -> showsValues ? value : Masked.value(value));
    }

    private static String counted(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }
}
