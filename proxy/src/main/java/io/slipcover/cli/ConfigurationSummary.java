package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.DesignDocuments;
import io.slipcover.catalog.Release;
import io.slipcover.config.Configuration;
import io.slipcover.config.PathFacts;
import io.slipcover.config.Problem;
import io.slipcover.document.ReleaseView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code check} prints of a configuration in which it found no mistake. */
final class ConfigurationSummary {
    private final Configuration configuration;
    private final Catalog catalog;
    private final List<String> lines = new ArrayList<>();

    private final boolean explainsPaths;

    /** @param explainsPaths whether each path is told in full */
    ConfigurationSummary(Configuration configuration, boolean explainsPaths) {
        this.configuration = configuration;
        this.explainsPaths = explainsPaths;
        this.catalog = configuration.catalog();
    }

    List<String> lines() {
        int warnings = configuration.warnings().size();
        lines.add("%s, %s, %s: no mistakes%s"
                .formatted(
                        count(catalog.releases().size(), "release", "releases"),
                        count(catalog.types().size(), "type", "types"),
                        count(configuration.lenses(), "lens", "lenses"),
                        warnings == 0 ? "" : ", " + count(warnings, "warning", "warnings")));
        section("Releases:", releases());
        section("Paths to what is stored:", explainsPaths ? explainedPaths() : paths());
        section("Oldest shapes that are still stored:", oldestStored());
        section("Design documents to upload:", designs());
        section("Warnings:", texts(configuration.warnings()));
        section("Not kept of what older clients write:", texts(configuration.losses()));
        return List.copyOf(lines);
    }

    private void section(String title, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(title);
            content.forEach(line -> lines.add("  " + line));
        }
    }

    private List<String> oldestStored() {
        return catalog.types().stream()
                .filter(type -> catalog.oldestStored(type) > 0)
                .map(type -> type + " " + catalog.oldestStored(type))
                .toList();
    }

    private List<String> designs() {
        return catalog.releases().stream()
                .filter(release -> release.design() instanceof DesignDocuments.Made)
                .map(release ->
                        "%s in place of each _design/NAME: slipcover design --release %s --database DB --upload FILE"
                                .formatted(made(release), release.name()))
                .toList();
    }

    /** The name of a made design document. Where documents of each database have types of their own, it depends on the database. */
    private String made(Release release) {
        String name = "_design/" + new ReleaseView(catalog, release).madeDesign("NAME");
        return catalog.typeRule().asksForDatabase() ? name.substring(0, name.lastIndexOf('-') + 1) + "…" : name;
    }

    private List<String> releases() {
        int names = width(catalog.releases().stream().map(Release::name).toList());
        int ranges = width(catalog.releases().stream()
                .map(release -> release.clients().toString())
                .toList());
        List<String> content = new ArrayList<>();
        for (Release release : catalog.releases()) {
            String types = release.types().entrySet().stream()
                    .map(type -> type.getKey() + " " + type.getValue())
                    .collect(Collectors.joining(", "));
            String store = release.name().equals(catalog.store().name()) ? " (is stored)" : "";
            content.add(padded(release.name(), names) + "  "
                    + padded(release.clients().toString(), ranges) + "  " + types + store);
        }
        return content;
    }

    private List<String> paths() {
        List<String> content = new ArrayList<>();
        for (String type : catalog.types()) {
            Integer stored = catalog.store().types().get(type);
            for (int version : catalog.versions(type)) {
                if (stored != null && version != stored) {
                    String base = version < stored
                                    && catalog.path(type, version, stored).needsBase()
                            ? ", edits with their base"
                            : "";
                    content.add(type + " " + version + " to " + stored + base);
                }
            }
        }
        return content;
    }

    private List<String> explainedPaths() {
        List<String> content = new ArrayList<>();
        for (PathFacts path : configuration.facts().paths()) {
            content.add("%s %d to %d".formatted(path.type(), path.from(), path.to()));
            explain(content, "older clients do not see", path.unseen(), ", ");
            explain(content, "not kept of what they write", path.notKept(), "; ");
            explain(content, "takes from the base of an edit", path.needsBase(), ", ");
            explain(content, "an edit is refused for", path.refused(), "; ");
        }
        return content;
    }

    private static void explain(List<String> content, String what, List<String> parts, String separator) {
        content.add("  " + what + ": " + (parts.isEmpty() ? "nothing" : String.join(separator, parts)));
    }

    /** The same as JSON, always in full. */
    Json json() {
        return new Json()
                .with("releases", catalog.releases().stream().map(Release::name).toList())
                .with("types", List.copyOf(catalog.types()))
                .with("lenses", configuration.lenses())
                .with("store", catalog.store().name())
                .with("mistakes", List.<Problem>of(), ConfigurationSummary::json)
                .with("warnings", configuration.warnings(), ConfigurationSummary::json)
                .with("losses", configuration.losses(), ConfigurationSummary::json)
                .with("paths", configuration.facts().paths(), ConfigurationSummary::json);
    }

    /** Mistakes as JSON, where there is nothing else to tell. */
    static Json json(List<Problem> mistakes) {
        return new Json().with("mistakes", mistakes, ConfigurationSummary::json);
    }

    private static Json json(Problem problem) {
        return new Json()
                .with("file", problem.file())
                .with("line", problem.line())
                .with("column", problem.column())
                .with("message", problem.message());
    }

    private static Json json(PathFacts path) {
        return new Json()
                .with("type", path.type())
                .with("from", path.from())
                .with("to", path.to())
                .with("unseen", path.unseen())
                .with("notKept", path.notKept())
                .with("needsBase", path.needsBase())
                .with("refused", path.refused());
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
