package io.slipcover.config;

import io.slipcover.json.JsonName;
import io.slipcover.lens.MemberChoice;
import io.slipcover.lens.MemberSelection;
import io.slipcover.lens.Nest;
import io.slipcover.lens.Operation;
import io.slipcover.lens.ReservedNames;
import io.slipcover.lens.Unnest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code nest} and {@code unnest}: a host, and which members. */
final class NestReader {
    private static final List<String> CHOICES = List.of("names", "except", "matching");

    private final ReservedNames reserved;

    /** @param reserved the members of documents that never move */
    NestReader(ReservedNames reserved) {
        this.reserved = reserved;
    }

    ParsedOperation nest(OperationFields fields) {
        return read(fields, Nest::new, true);
    }

    ParsedOperation unnest(OperationFields fields) {
        return read(fields, Unnest::new, false);
    }

    private ParsedOperation read(OperationFields fields, Function<MemberSelection, Operation> maker, boolean nests) {
        JsonName host = fields.member("host");
        Fields keys = fields.keys();
        YamlValue prefixValue = keys.optional("prefix");
        String prefix = prefixValue == null ? "" : keys.name("prefix", prefixValue);
        MemberChoice choice = choice(fields);
        Operation operation = fields.make(() -> host == null || choice == null || prefix == null
                ? null
                : maker.apply(
                        new MemberSelection(host, choice, prefix, fields.isNested() ? ReservedNames.NONE : reserved)));
        if (host == null || operation == null || !(choice instanceof MemberChoice.Named named)) {
            return fields.parsed(operation, NameFlow.opaqueFlow());
        }
        List<JsonName> names = List.copyOf(named.names());
        return fields.parsed(operation, nests ? NameFlow.nests(host, names) : NameFlow.unnests(host, names));
    }

    private static @Nullable MemberChoice choice(OperationFields fields) {
        Fields keys = fields.keys();
        List<String> choices = CHOICES.stream().filter(keys::has).toList();
        YamlValue pattern = keys.optional("matching");
        List<JsonName> names = keys.has("names") ? fields.members("names") : null;
        List<JsonName> others = keys.has("except") ? fields.members("except") : null;
        keys.optional("names");
        keys.optional("except");
        if (choices.size() > 1) {
            keys.report(
                    keys.place(),
                    "expected one of " + String.join(", ", CHOICES) + ", found " + String.join(" and ", choices));
            return null;
        }
        if (choices.isEmpty()) {
            if (!keys.has("prefix") && keys.unknownKeys() == 0) {
                keys.report(keys.place(), "missing 'names', 'except', 'matching' or 'prefix'");
            }
            return keys.has("prefix") ? new MemberChoice.AllBut(Set.of()) : null;
        }
        if (pattern != null) {
            return keys.parsed("matching", pattern, keys.name("matching", pattern), MemberChoice.Matching::new);
        }
        if (others != null) {
            return new MemberChoice.AllBut(new HashSet<>(others));
        }
        if (names != null && names.isEmpty()) {
            keys.report(keys.placeOf("names"), "names: expected one member or more, found an empty list");
        }
        return names == null || names.isEmpty() ? null : new MemberChoice.Named(new HashSet<>(names));
    }
}
