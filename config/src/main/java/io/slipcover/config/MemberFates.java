package io.slipcover.config;

import io.slipcover.config.MemberFates.Fate.Kind;
import io.slipcover.json.JsonName;
import io.slipcover.lens.Add;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of the members of a whole document on its way through a lens, up or down, as far as their names tell. */
final class MemberFates {
    private final Map<JsonName, Fate> fates = new HashMap<>();
    private boolean opaque;

    /**
     * What became of a member.
     *
     * @param by the operation that did it; null: none did anything
     * @param sources where the member came from, any of them; empty where it came from nothing
     */
    record Fate(Kind kind, @Nullable ParsedOperation by, List<JsonName> sources) {
        private static final Fate LEFT_ALONE = new Fate(Kind.LEFT_ALONE, null, List.of());
        private static final Fate UNKNOWN = new Fate(Kind.UNKNOWN, null, List.of());

        /** The kinds of fate. */
        enum Kind {
            /** No operation does anything to it: it is there if it was there before. */
            LEFT_ALONE,
            /** It is there in any case. */
            MADE,
            /** It is there if one of its sources was. */
            LED,
            /** It is not there. */
            TAKEN,
            /** Nobody can tell. */
            UNKNOWN
        }
    }

    private MemberFates() {}

    /** The fates on the way up. */
    static MemberFates up(List<ParsedOperation> operations) {
        MemberFates fates = new MemberFates();
        operations.forEach(fates::up);
        return fates;
    }

    /** The fates on the way down. */
    static MemberFates down(List<ParsedOperation> operations) {
        MemberFates fates = new MemberFates();
        for (int index = operations.size() - 1; index >= 0; index--) {
            fates.down(operations.get(index));
        }
        return fates;
    }

    Fate of(JsonName member) {
        Fate fate = fates.get(member);
        return fate != null ? fate : opaque ? Fate.UNKNOWN : Fate.LEFT_ALONE;
    }

    /** The members that are there afterwards, in any case or because they were led there. */
    List<JsonName> brought() {
        return fates.entrySet().stream()
                .filter(entry ->
                        entry.getValue().kind() == Kind.MADE || entry.getValue().kind() == Kind.LED)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private void up(ParsedOperation operation) {
        NameFlow flow = operation.flow();
        if (flow.opaque()) {
            blur();
            return;
        }
        List<JsonName> origins = origins(flow.sources());
        Kind kind = flow.brings() ? Kind.MADE : led(flow.sources());
        if (flow.moved()) {
            flow.sources().forEach(source -> put(source, Kind.TAKEN, operation, List.of()));
        }
        flow.blurred().forEach(name -> fates.put(name, Fate.UNKNOWN));
        for (JsonName destination : flow.destinations()) {
            put(destination, kind, operation, origins);
        }
    }

    /** The fate of what is led from these members. */
    private Kind led(List<JsonName> sources) {
        List<Kind> kinds = sources.stream().map(source -> of(source).kind()).toList();
        return kinds.contains(Kind.MADE) ? Kind.MADE : kinds.contains(Kind.UNKNOWN) ? Kind.UNKNOWN : Kind.LED;
    }

    private void down(ParsedOperation operation) {
        NameFlow flow = operation.flow();
        if (flow.opaque()) {
            blur();
            return;
        }
        if (flow.brings()) {
            // What 'fill' brings stays on the way down.
            if (operation.operation() instanceof Add) {
                flow.destinations().forEach(name -> put(name, Kind.TAKEN, operation, List.of()));
            }
            return;
        }
        List<JsonName> origins = origins(flow.destinations());
        flow.destinations().forEach(name -> put(name, Kind.TAKEN, operation, List.of()));
        flow.blurred().forEach(name -> fates.put(name, Fate.UNKNOWN));
        if (!flow.moved()) {
            return;
        }
        if (flow.sources().size() != 1 || !flow.blurred().isEmpty()) {
            flow.sources().forEach(name -> fates.put(name, Fate.UNKNOWN));
        } else if (!flow.destinations().isEmpty()) {
            put(flow.sources().get(0), Kind.LED, operation, origins);
        } else {
            Kind kind = operation.defaultValue() == null ? Kind.TAKEN : Kind.MADE;
            put(flow.sources().get(0), kind, operation, List.of());
        }
    }

    private void blur() {
        fates.clear();
        opaque = true;
    }

    private void put(JsonName name, Kind kind, ParsedOperation by, List<JsonName> sources) {
        fates.put(name, new Fate(kind, by, sources));
    }

    /** The members of the beginning that these come from. */
    private List<JsonName> origins(List<JsonName> names) {
        return names.stream()
                .flatMap(name -> {
                    Fate fate = fates.get(name);
                    return fate == null || fate.sources().isEmpty() ? List.of(name).stream() : fate.sources().stream();
                })
                .distinct()
                .toList();
    }
}
