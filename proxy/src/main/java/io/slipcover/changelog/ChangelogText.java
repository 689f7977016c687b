package io.slipcover.changelog;

import io.slipcover.catalog.Release;
import io.slipcover.changelog.DocumentExample.Origin;
import io.slipcover.changelog.TypeChanges.VersionChange;
import io.slipcover.config.InlineCode;
import io.slipcover.config.LensStep;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changed between two releases, as a page of Markdown. */
public final class ChangelogText {
    private static final String ITEM = "- ";

    private final ReleaseChanges changes;
    private final String older;
    private final String newer;
    private final List<String> lines = new ArrayList<>();

    private ChangelogText(ReleaseChanges changes) {
        this.changes = changes;
        this.older = InlineCode.name(changes.from().name());
        this.newer = InlineCode.name(changes.to().name());
    }

    /** The page, a line each. */
    public static List<String> lines(ReleaseChanges changes) {
        ChangelogText text = new ChangelogText(changes);
        text.write();
        return List.copyOf(text.lines);
    }

    private void write() {
        lines.add("# What changes from release %s to release %s".formatted(older, newer));
        paragraph(serves(older, changes.from(), changes.isFromPartly()) + " "
                + serves(newer, changes.to(), changes.isToPartly()));
        ending(changes.from(), older);
        ending(changes.to(), newer);
        changes.types().forEach(this::type);
        if (changes.types().isEmpty()) {
            paragraph("No document changes.");
        } else if (!changes.unchanged().isEmpty()) {
            paragraph("Unchanged: "
                    + InlineCode.joined(
                            changes.unchanged().stream().map(InlineCode::name).toList())
                    + ".");
        }
    }

    private static String serves(String name, Release release, boolean isPartly) {
        String clients = InlineCode.text(release.clients().toString());
        return "Release %s serves clients %s%s."
                .formatted(name, clients, isPartly ? ", but not those that a later release serves" : "");
    }

    /** Tells until when a release is served. */
    private void ending(Release release, String name) {
        List<String> sentences = new ArrayList<>();
        if (release.deprecated() != null) {
            sentences.add("Release %s is deprecated from %s on.".formatted(name, release.deprecated()));
        }
        if (release.sunset() != null) {
            sentences.add("From %s on, clients of release %s are refused.".formatted(release.sunset(), name));
        }
        if (release.link() != null && !sentences.isEmpty()) {
            sentences.add("Read more at <" + release.link() + ">.");
        }
        if (!sentences.isEmpty()) {
            paragraph(String.join(" ", sentences));
        }
    }

    private void type(TypeChanges type) {
        paragraph("## " + InlineCode.name(type.type()));
        if (type.from() == null) {
            paragraph("Release %s brings this type, in version %d.".formatted(newer, type.to()));
            return;
        }
        if (type.to() == null) {
            paragraph("Release %s does not know this type any more. Its documents are shown as they are stored."
                    .formatted(newer));
            return;
        }
        for (VersionChange version : type.versions()) {
            paragraph("Version %d becomes version %d:".formatted(version.from(), version.from() + 1));
            lines.add("");
            version.steps().forEach(step -> step(step, ""));
            if (version.steps().isEmpty()) {
                lines.add(ITEM + "Documents stay as they are.");
            }
        }
        example(type.example());
        defaults(type.defaults());
        schema(type.schema());
        limits(type);
    }

    private void step(LensStep step, String indent) {
        lines.add(indent + ITEM + step.sentence());
        step.inner().forEach(inner -> step(inner, indent + "  "));
    }

    private void example(@Nullable DocumentExample example) {
        if (example == null) {
            return;
        }
        paragraph("Clients of release %s see a document so:".formatted(older));
        json(example.before());
        paragraph("Clients of release %s see the same document so:".formatted(newer));
        json(example.after());
        if (example.origin() == Origin.OPERATIONS) {
            paragraph("The document is made up, so that it shows these changes.");
        }
    }

    private void json(JsonValue document) {
        paragraph("```json");
        lines.addAll(PrettyJson.of(document).lines().toList());
        lines.add("```");
    }

    private void defaults(List<DefaultChange> defaults) {
        List<String> sentences = new ArrayList<>();
        for (DefaultChange change : defaults) {
            String missing = "Where a document in the shape of a release lacks %s, "
                    .formatted(InlineCode.name(change.member().text()));
            sentences.add(missing + reads(older, change.before()) + ", and " + reads(newer, change.after()) + ".");
        }
        section("Defaults", sentences);
    }

    private static String reads(String release, @Nullable JsonValue value) {
        return "release " + release + (value == null ? " reads no member" : " reads " + InlineCode.value(value));
    }

    private void schema(List<SchemaChange> schema) {
        section("Schema", schema.stream().map(SchemaChange::sentence).toList());
    }

    private void limits(TypeChanges type) {
        List<String> sentences = new ArrayList<>();
        type.facts()
                .unseen()
                .forEach(member -> sentences.add("They do not see %s.".formatted(InlineCode.name(member))));
        type.facts().notKept().forEach(loss -> sentences.add("Not all that they write is kept: " + loss + "."));
        type.facts().refusals().forEach(refusal -> sentences.add(refusal.sentence()));
        section("What clients of release %s cannot do".formatted(older), sentences);
    }

    private void section(String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            paragraph("### " + title);
            lines.add("");
            sentences.forEach(sentence -> lines.add(ITEM + sentence));
        }
    }

    private void paragraph(String text) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(text);
    }
}
