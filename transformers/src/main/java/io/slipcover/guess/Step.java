package io.slipcover.guess;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Add;
import io.slipcover.lens.Codec;
import io.slipcover.lens.ConvertCodec;
import io.slipcover.lens.ConvertDate;
import io.slipcover.lens.ConvertMultiply;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.Copy;
import io.slipcover.lens.DateForms;
import io.slipcover.lens.Fill;
import io.slipcover.lens.FromEntries;
import io.slipcover.lens.FromFlags;
import io.slipcover.lens.Head;
import io.slipcover.lens.Hoist;
import io.slipcover.lens.Join;
import io.slipcover.lens.Merge;
import io.slipcover.lens.MixedHead;
import io.slipcover.lens.MixedWrap;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Plunge;
import io.slipcover.lens.Remove;
import io.slipcover.lens.Rename;
import io.slipcover.lens.Split;
import io.slipcover.lens.ToEntries;
import io.slipcover.lens.ToFlags;
import io.slipcover.lens.Wrap;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One operation, with the lines that spell it in a lens file.
 *
 * @param lines the lines behind the {@code - } of a list; the later lines are indented below it
 */
record Step(Operation operation, List<String> lines) {
    Step {
        lines = List.copyOf(lines);
    }

    private static Step of(Operation operation, String name, String arguments) {
        return new Step(operation, List.of(name + ": { " + arguments + " }"));
    }

    static Step rename(JsonName source, JsonName destination) {
        return of(
                new Rename(source, destination),
                "rename",
                "source: %s, destination: %s".formatted(FlowYaml.of(source), FlowYaml.of(destination)));
    }

    static Step copy(JsonName source, JsonName destination) {
        return of(
                new Copy(source, destination),
                "copy",
                "source: %s, destination: %s".formatted(FlowYaml.of(source), FlowYaml.of(destination)));
    }

    static Step add(JsonName name, JsonValue value) {
        return of(new Add(name, value), "add", named(name) + ", default: " + FlowYaml.of(value));
    }

    static Step fill(JsonName name, JsonValue value) {
        return of(new Fill(name, value), "fill", named(name) + ", default: " + FlowYaml.of(value));
    }

    static Step remove(JsonName name, @Nullable JsonValue value) {
        return of(
                new Remove(name, value),
                "remove",
                named(name) + (value == null ? "" : ", default: " + FlowYaml.of(value)));
    }

    static Step hoist(JsonName host, JsonName name) {
        return of(new Hoist(host, name), "hoist", "host: " + FlowYaml.of(host) + ", " + named(name));
    }

    static Step plunge(JsonName host, JsonName name) {
        return of(new Plunge(host, name), "plunge", "host: " + FlowYaml.of(host) + ", " + named(name));
    }

    static Step wrap(JsonName name, boolean mixed) {
        return of(mixed ? new MixedWrap(name) : new Wrap(name), "wrap", named(name) + (mixed ? ", mixed: true" : ""));
    }

    static Step head(JsonName name, boolean mixed) {
        return of(mixed ? new MixedHead(name) : new Head(name), "head", named(name) + (mixed ? ", mixed: true" : ""));
    }

    static Step codec(JsonName name, Codec codec) {
        return of(new ConvertCodec(name, codec), "convert", named(name) + ", codec: " + codec.text());
    }

    /** @param inUtc whether dates of the side that tells no zone are in UTC; else both sides tell one, or none does */
    static Step date(JsonName name, String older, String newer, boolean inUtc) {
        return of(
                new ConvertDate(name, new DateForms(older, newer, inUtc ? ZoneOffset.UTC : null, Locale.ENGLISH)),
                "convert",
                "%s, date: { older: %s, newer: %s%s }"
                        .formatted(named(name), quoted(older), quoted(newer), inUtc ? ", zone: UTC" : ""));
    }

    static Step fromEntries(JsonName name, JsonName key, @Nullable JsonName value) {
        return of(new FromEntries(name, key, value), "from-entries", entries(name, key, value));
    }

    static Step toEntries(JsonName name, JsonName key, @Nullable JsonName value) {
        return of(new ToEntries(name, key, value), "to-entries", entries(name, key, value));
    }

    static Step toFlags(JsonName name) {
        return of(new ToFlags(name), "to-flags", named(name));
    }

    static Step fromFlags(JsonName name) {
        return of(new FromFlags(name), "from-flags", named(name));
    }

    static Step multiply(JsonName name, JsonNumber factor) {
        return of(
                new ConvertMultiply(name, factor), "convert", named(name) + ", multiply: " + JsonSlice.number(factor));
    }

    static Step pairs(JsonName name, List<ConvertPairs.Pair> pairs) {
        String listed = pairs.stream().map(Step::pair).collect(Collectors.joining(", ", "[", "]"));
        return of(
                new ConvertPairs(name, pairs, null), "convert", named(name) + ", pairs: " + listed + ", partial: true");
    }

    static Step split(JsonName name, List<JsonName> into, String separator) {
        return of(
                new Split(name, into, separator),
                "split",
                "%s, into: %s, separator: %s".formatted(named(name), FlowYaml.of(into), FlowYaml.word(separator)));
    }

    static Step join(List<JsonName> names, JsonName into, String separator) {
        return of(
                new Join(names, into, separator),
                "join",
                "names: %s, into: %s, separator: %s"
                        .formatted(FlowYaml.of(names), FlowYaml.of(into), FlowYaml.word(separator)));
    }

    static Step merge(List<JsonName> names, JsonName into) {
        return of(
                new Merge(names, into),
                "merge",
                "names: %s, into: %s".formatted(FlowYaml.of(names), FlowYaml.of(into)));
    }

    /** Whether the values of a column are so many that the step is no coincidence. */
    boolean isTold(Column column) {
        int distinct = column.distinct().size();
        return isPairs() ? column.present() >= 2 * distinct : distinct > 1;
    }

    /** Whether the step is a conversion by pairs, which nobody can tell to be all of them. */
    boolean isPairs() {
        return operation instanceof ConvertPairs;
    }

    private static String entries(JsonName name, JsonName key, @Nullable JsonName value) {
        return named(name) + ", key: " + FlowYaml.of(key) + (value == null ? "" : ", value: " + FlowYaml.of(value));
    }

    private static String quoted(String form) {
        return form.matches("[a-z0-9]+") ? form : "\"" + form + "\"";
    }

    private static String named(JsonName name) {
        return "name: " + FlowYaml.of(name);
    }

    private static String pair(ConvertPairs.Pair pair) {
        JsonValue older = pair.older();
        JsonValue newer = pair.newer();
        if (older == null) {
            return newer == null ? "{}" : "{ newer: " + FlowYaml.of(newer) + " }";
        }
        return newer == null
                ? "{ older: " + FlowYaml.of(older) + " }"
                : "[" + FlowYaml.of(older) + ", " + FlowYaml.of(newer) + "]";
    }
}
