package io.slipcover.cli;

import io.slipcover.catalog.Release;
import io.slipcover.changelog.DefaultChange;
import io.slipcover.changelog.DocumentExample;
import io.slipcover.changelog.ReleaseChanges;
import io.slipcover.changelog.SchemaChange;
import io.slipcover.changelog.TypeChanges;
import io.slipcover.changelog.TypeChanges.VersionChange;
import io.slipcover.config.LensStep;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What changed between two releases, as JSON for programs. What is not there is left out. */
final class ChangelogJson {
    private ChangelogJson() {}

    static Json of(ReleaseChanges changes) {
        return new Json()
                .with("from", release(changes.from()))
                .with("to", release(changes.to()))
                .with("types", changes.types(), ChangelogJson::type)
                .with("unchanged", changes.unchanged());
    }

    private static Json release(Release release) {
        Json json = new Json()
                .with("release", release.name())
                .with("clients", release.clients().toString());
        date(json, "deprecated", release.deprecated());
        date(json, "sunset", release.sunset());
        if (release.link() != null) {
            json.with("link", release.link());
        }
        return json;
    }

    private static void date(Json json, String name, @Nullable LocalDate date) {
        if (date != null) {
            json.with(name, date.toString());
        }
    }

    private static Json type(TypeChanges type) {
        Json json = new Json().with("type", type.type());
        if (type.from() != null) {
            json.with("from", type.from());
        }
        if (type.to() != null) {
            json.with("to", type.to());
        }
        json.with("lenses", type.versions(), ChangelogJson::version);
        DocumentExample example = type.example();
        if (example != null) {
            json.with(
                    "example",
                    new Json()
                            .with("before", example.before())
                            .with("after", example.after())
                            .with("origin", lower(example.origin())));
        }
        return json.with("defaults", type.defaults(), ChangelogJson::change)
                .with("schema", type.schema(), ChangelogJson::change)
                .with("unseen", type.facts().unseen())
                .with("not_kept", type.facts().notKept())
                .with("refused", type.facts().refused());
    }

    private static Json version(VersionChange version) {
        return new Json()
                .with("from", version.from())
                .with("to", version.from() + 1)
                .with("operations", version.steps(), ChangelogJson::step);
    }

    private static Json step(LensStep step) {
        return new Json()
                .with("operation", step.name())
                .with("arguments", step.arguments().json())
                .with("sentence", step.sentence())
                .with("inside", step.inner(), ChangelogJson::step);
    }

    private static Json change(DefaultChange change) {
        Json json = new Json().with("member", change.member().text());
        if (change.before() != null) {
            json.with("before", change.before());
        }
        if (change.after() != null) {
            json.with("after", change.after());
        }
        return json;
    }

    private static Json change(SchemaChange change) {
        return new Json()
                .with("member", change.member())
                .with("change", lower(change.kind()))
                .with("before", change.before())
                .with("after", change.after())
                .with("sentence", change.sentence());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
