package io.slipcover.config;

import io.slipcover.config.ParsedOperation.DefaultValue;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Mixed;
import io.slipcover.lens.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The arguments of one operation while it is read, and what was found out about it so far. */
final class OperationFields {
    private final String name;
    private final Fields keys;
    private final boolean nested;
    private final List<NamePlace> names = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();
    private @Nullable DefaultValue defaultValue;
    private List<ParsedOperation> inner = List.of();
    private Surroundings surroundings = Surroundings.UNKNOWN;

    /** @param nested whether the operation is inside a member */
    OperationFields(String name, Fields keys, boolean nested) {
        this.name = name;
        this.keys = keys;
        this.nested = nested;
    }

    boolean isNested() {
        return nested;
    }

    Fields keys() {
        return keys;
    }

    /** A member's name that must be there. */
    @Nullable
    JsonName member(String key) {
        return member(key, keys.required(key));
    }

    private @Nullable JsonName member(String key, @Nullable YamlValue value) {
        JsonName member = innerMember(key, value);
        if (value != null && member != null) {
            names.add(new NamePlace(member, value.place()));
        }
        return member;
    }

    /** The name of a member inside of the operation's own member; null where there is none. */
    @Nullable
    JsonName innerMember(String key, @Nullable YamlValue value) {
        String text = keys.name(key, value);
        if (value == null || text == null) {
            return null;
        }
        JsonName member = JsonName.of(text);
        keys.checkMember(key, member, value.place());
        return member;
    }

    /** A list of members' names that must be there; null where one of them is wrong. */
    @Nullable
    List<JsonName> members(String key) {
        List<YamlValue> elements = keys.list(key, keys.required(key));
        if (elements == null) {
            return null;
        }
        List<JsonName> members = new ArrayList<>();
        for (YamlValue element : elements) {
            JsonName member = member(key, element);
            if (member != null) {
                members.add(member);
            }
        }
        return members.size() == elements.size() ? members : null;
    }

    @Nullable
    String separator() {
        YamlValue value = keys.required("separator");
        String separator = keys.string("separator", value);
        if (value != null && separator != null && separator.isEmpty()) {
            keys.expected("separator", "a string that is not empty", value);
            return null;
        }
        return separator;
    }

    /** Makes the operation; what its constructor refuses is a mistake, told where the operation's name stands. */
    @Nullable
    Operation make(Supplier<@Nullable Operation> maker) {
        return make(keys.place(), maker);
    }

    /** @param place where to tell of what the constructor refuses */
    @Nullable
    Operation make(Place place, Supplier<@Nullable Operation> maker) {
        return make(keys, place, maker);
    }

    /** @param reported whose mistake it is what the constructor refuses: the operation's own or those of one in it */
    static @Nullable Operation make(Fields reported, Place place, Supplier<@Nullable Operation> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            reported.report(place, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Notes that the operation brings the value of the key {@code default}. */
    void brings(@Nullable JsonName member, @Nullable JsonValue value) {
        if (member != null && value != null) {
            defaultValue = new DefaultValue(member, value, keys.placeOf("default"));
        }
    }

    /** Notes something that the operation does not keep. */
    void loses(String what) {
        losses.add(what);
    }

    /** Notes that older data may have the newer form already, and passes then. */
    void mayHaveNewerForm() {
        loses("what has the newer form already reads in the older form once it is stored again");
    }

    /** The operation for data of which some has the newer form already. */
    @Nullable
    Operation mixed(@Nullable Operation operation) {
        mayHaveNewerForm();
        return operation == null ? null : new Mixed(List.of(operation));
    }

    void contains(List<ParsedOperation> operations, Surroundings around) {
        inner = operations;
        surroundings = around;
    }

    /** The operation as it was read; unknown and missing keys are reported. */
    ParsedOperation parsed(@Nullable Operation operation, NameFlow flow) {
        keys.finish();
        return new ParsedOperation(
                name,
                keys.place(),
                keys.mapping(),
                operation,
                List.copyOf(names),
                flow,
                defaultValue,
                inner,
                surroundings,
                losses);
    }
}
