package io.slipcover.cli;

import io.slipcover.cli.RetireDecision.Verdict;
import io.slipcover.config.Configuration;
import io.slipcover.config.ConfigurationException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code retire} tells. */
final class RetireReport {
    private final Path old;
    private final String release;
    private final RetireDecision decision;
    private final List<String> notCopied = new ArrayList<>();
    private @Nullable Path place;
    private String checked = "";
    private boolean isSound;

    /** @param old the file of the configuration that was read */
    RetireReport(Path old, String release, RetireDecision decision) {
        this.old = old;
        this.release = release;
        this.decision = decision;
    }

    /**
     * Notes that files were written, and checks them as {@code check} does.
     *
     * @param others files that the configuration needs and that are not copied
     */
    void written(Path folder, Path file, List<Path> others) {
        place = folder;
        others.forEach(other -> notCopied.add(other.toString()));
        try {
            Configuration configuration = Configuration.load(file, System.getenv());
            configuration.compileSchemas();
            checked = new ConfigurationSummary(configuration, false).lines().get(0);
            isSound = true;
        } catch (ConfigurationException mistakes) {
            checked = String.valueOf(mistakes.getMessage());
        }
    }

    /** Whether what was written has a mistake that no file explains that was not copied. */
    boolean isBroken() {
        return place != null && !isSound && notCopied.isEmpty();
    }

    /** @param retired the changed configuration; null where there is none */
    void print(@Nullable RetiredConfiguration retired, boolean json, PrintWriter to) {
        List<String> leftOut = retired == null ? List.of() : retired.leftOutNames();
        if (json) {
            to.println(json(leftOut));
        } else {
            lines(leftOut).forEach(to::println);
        }
        to.flush();
    }

    private Json json(List<String> leftOut) {
        Json json = new Json()
                .with("release", release)
                .with("can_go", decision.verdict() != Verdict.CANNOT_GO)
                .with("verdict", decision.verdict().name().toLowerCase(Locale.ROOT))
                .with("reasons", decision.reasons())
                .with("advice", decision.advice())
                .with("left_out", leftOut);
        if (place != null) {
            json.with("written_to", place.toString())
                    .with("is_sound", isSound)
                    .with("check", checked)
                    .with("not_copied", notCopied);
        }
        return json;
    }

    private List<String> lines(List<String> leftOut) {
        List<String> lines = new ArrayList<>();
        lines.add("release " + release
                + switch (decision.verdict()) {
                    case CANNOT_GO -> " cannot go yet:";
                    case STAYS -> " can be closed to its clients, and stays in the configuration";
                    case GOES -> " can go";
                });
        decision.reasons().forEach(reason -> lines.add("  " + reason));
        if (decision.verdict() == Verdict.STAYS) {
            String shapes = decision.lost().stream().map(Object::toString).collect(Collectors.joining(", "));
            lines.add("note: nobody has looked in all databases whether documents are stored as " + shapes
                    + ", which this release alone names. So it keeps its place, with a sunset that has come: its clients are"
                    + " refused, and the documents can be read. --all looks");
        }
        decision.advice().forEach(advice -> lines.add("note: " + advice));
        leftOut.forEach(file -> lines.add("left out: " + file));
        if (place != null) {
            written(place, lines);
        }
        return lines;
    }

    private void written(Path folder, List<String> lines) {
        lines.add("written to " + folder + (isSound ? ", check says: " : ", where check finds mistakes: ") + checked);
        notCopied.forEach(file -> lines.add("not copied, since it is no lens and no schema: " + file));
        if (!isSound && !notCopied.isEmpty()) {
            lines.add("put these files where the configuration names them, and run check");
        }
        lines.add("to go back, serve " + old + " again");
    }
}
