package io.slipcover.query;

import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.TypeRule.ByCases.Case;
import io.slipcover.catalog.TypeSpelling;
import io.slipcover.catalog.VersionRule;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.lens.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A way to tell types, as the rule says it and as stored documents have it. */
enum Telling {
    BY_FIELD {
        @Override
        TypeRule rule() {
            return new TypeRule.ByField(KIND);
        }

        @Override
        void tell(JsonObject stored, @Nullable JsonValue number) {
            stored.add(KIND, JsonSlice.string(RandomSchema.TYPE));
            addNumber(stored, number);
        }
    },
    BY_ID {
        @Override
        TypeRule rule() {
            return new TypeRule.ByIdPrefix(":");
        }

        @Override
        void tell(JsonObject stored, @Nullable JsonValue number) {
            stored.put(ID, JsonSlice.string(RandomSchema.TYPE + ":x"));
            addNumber(stored, number);
        }
    },
    BY_PATH {
        @Override
        TypeRule rule() {
            return new TypeRule.ByField(inMeta(KIND));
        }

        @Override
        VersionRule version(int whenAbsent, boolean hidden) {
            return new VersionRule(inMeta(VERSION), whenAbsent, false, null);
        }

        @Override
        void tell(JsonObject stored, @Nullable JsonValue number) {
            JsonObject meta = JsonObject.empty();
            meta.add(KIND, JsonSlice.string(RandomSchema.TYPE));
            addNumber(meta, number);
            stored.add(META, meta);
        }

        @Override
        void tellNoType(JsonObject stored, JsonValue number) {
            stored.add(META, number);
        }
    },
    BY_FIELD_WITH_A_NESTED_VERSION {
        @Override
        TypeRule rule() {
            return new TypeRule.ByField(KIND);
        }

        @Override
        VersionRule version(int whenAbsent, boolean hidden) {
            return new VersionRule(inMeta(VERSION), whenAbsent, false, null);
        }

        @Override
        void tell(JsonObject stored, @Nullable JsonValue number) {
            stored.add(KIND, JsonSlice.string(RandomSchema.TYPE));
            if (number == null) {
                return;
            }
            if (number.kind() == JsonKind.NUMBER) {
                JsonObject meta = JsonObject.empty();
                meta.add(VERSION, number);
                stored.add(META, meta);
            } else {
                stored.add(META, number); // A host that is none.
            }
        }
    },
    BY_MEMBERS {
        @Override
        TypeRule rule() {
            return new TypeRule.ByMembers(List.of(KIND, JsonName.of("form"), JsonName.of("sort")));
        }

        @Override
        String type() {
            return "some/thing";
        }

        @Override
        void tell(JsonObject stored, @Nullable JsonValue number) {
            stored.add(KIND, JsonSlice.string("some"));
            addNumber(stored, number);
            boolean isForm = stored.toString().length() % 2 == 0;
            stored.add(JsonName.of(isForm ? "form" : "sort"), JsonSlice.string("thing"));
        }

        @Override
        void tellNoType(JsonObject stored, JsonValue number) {
            stored.add(KIND, JsonSlice.string("some"));
        }
    },
    BY_RULES {
        @Override
        TypeRule rule() {
            return new TypeRule.ByCases(List.of(
                    new Case("other", null, ObjectCondition.onMembers(List.of(KIND), List.of(META))),
                    new Case(
                            type(),
                            null,
                            new ObjectCondition(
                                    Map.of(KIND, JsonSlice.string("a")),
                                    List.of(),
                                    List.of(),
                                    Map.of(META, ObjectCondition.onMembers(List.of(KIND), List.of(JsonName.of("0")))))),
                    new Case(
                            type(),
                            null,
                            new ObjectCondition(
                                    Map.of(KIND, JsonValue.of("[1,{\"a\":1,\"b\":2}]")), List.of(), List.of()))));
        }

        @Override
        void tell(JsonObject stored, @Nullable JsonValue number) {
            addNumber(stored, number);
            boolean isFirst = stored.toString().length() % 2 == 0;
            stored.add(META, JsonValue.of(isFirst ? "{\"kind\":1}" : "\"x\""));
            stored.add(KIND, isFirst ? JsonSlice.string("a") : JsonValue.of("[1,{\"b\":2,\"a\":1}]"));
        }

        @Override
        void tellNoType(JsonObject stored, JsonValue number) {
            stored.add(KIND, JsonSlice.string("a"));
            addNumber(stored, number);
        }
    },
    /** The type had another name in version 1, which the lens to version 2 changes. */
    BY_NAMES {
        @Override
        TypeRule rule() {
            return new TypeRule.ByNames(new TypeRule.ByField(KIND), Map.of(OLD_NAME, RandomSchema.TYPE));
        }

        @Override
        void tell(JsonObject stored, @Nullable JsonValue number) {
            boolean isOld = number != null && number.sameAs(JsonSlice.number(1));
            stored.add(KIND, JsonSlice.string(isOld ? OLD_NAME : RandomSchema.TYPE));
            addNumber(stored, number);
        }

        @Override
        List<Operation> renaming(int from) {
            ConvertPairs.Pair names =
                    new ConvertPairs.Pair(JsonSlice.string(OLD_NAME), JsonSlice.string(RandomSchema.TYPE));
            return from == 1 ? List.of(ConvertPairs.keepingOthers(KIND, List.of(names))) : List.of();
        }
    },
    SPELLED {
        @Override
        TypeRule rule() {
            return new TypeRule.BySpelling(MemberPath.of(KIND), SPELLING);
        }

        @Override
        VersionRule version(int whenAbsent, boolean hidden) {
            return VersionRule.spelled(MemberPath.of(KIND), SPELLING);
        }

        @Override
        void tell(JsonObject stored, @Nullable JsonValue number) {
            stored.add(KIND, JsonSlice.string(RandomSchema.TYPE + "/v" + number));
        }
    },
    EVERYTHING_IN_THE_DATABASE {
        @Override
        TypeRule rule() {
            return new TypeRule.ByCases(List.of(new Case(type(), null, null)));
        }

        @Override
        void tell(JsonObject stored, @Nullable JsonValue number) {
            addNumber(stored, number);
        }
    };

    private static final String OLD_NAME = "something";
    private static final TypeSpelling SPELLING = TypeSpelling.parse("{type}/v{version}");
    private static final JsonName ID = JsonName.of("_id");
    private static final JsonName KIND = JsonName.of("kind");
    private static final JsonName META = JsonName.of("meta");
    private static final JsonName VERSION = JsonName.of("version");

    abstract TypeRule rule();

    /** The name of the type. */
    String type() {
        return RandomSchema.TYPE;
    }

    /** What the lens from this version changes of what tells the type, after all else. */
    List<Operation> renaming(int from) {
        return List.of();
    }

    VersionRule version(int whenAbsent, boolean hidden) {
        return new VersionRule(VERSION, whenAbsent, hidden);
    }

    /**
     * Adds what tells the type and the version.
     *
     * @param number what stands in the place of the version; null: nothing
     */
    abstract void tell(JsonObject stored, @Nullable JsonValue number);

    /** Adds what nearly tells the type. */
    void tellNoType(JsonObject stored, JsonValue number) {
        addNumber(stored, number);
    }

    private static MemberPath inMeta(JsonName name) {
        return new MemberPath(List.of(META, name));
    }

    private static void addNumber(JsonObject object, @Nullable JsonValue number) {
        if (number != null) {
            object.add(VERSION, number);
        }
    }
}
