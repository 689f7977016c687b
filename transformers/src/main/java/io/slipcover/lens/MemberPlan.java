package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNameTable;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.onepass.MemberEdit;
import io.slipcover.onepass.ObjectEdits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What changes in a row make of an object, worked out beforehand for each member that they name: whether it stays, what it is called in
 * the end, what its value becomes. So they cost one lookup for each name, or one walk past the members where there is no index, however
 * many they are: twenty renames of a member are one.
 *
 * <p>It leads an object that nothing is wrong with. Whatever would be refused on the way, or has a member twice, is left as it was, for the
 * operations to go through one by one: they tell what is wrong in the words and in the order that they have. So is an object with a host
 * that has more in it than the member which moves. Immutable, shared by threads.
 *
 * <p>It is made by following, change by change, what each name stands for ({@link Content}): the member of some name that arrived, if it
 * was there, or a value that was filled in; and what has to be so for no change to refuse.
 */
final class MemberPlan {
    /** What stands behind a name on the way. Where there is neither a source nor a value, nothing does. */
    private static final class Content {
        /** The member that arrived, or null where it is none. */
        private final @Nullable Source source;

        /** Whether it is there in any case: what was not there was filled in. */
        private boolean filled;

        /** What was filled in, as it is by now; null where that is nothing that can go on. */
        private @Nullable JsonValue value;

        /** How many were filled in before it. */
        private int order;

        Content(@Nullable Source source) {
            this.source = source;
        }
    }

    /** A member that may arrive, and what becomes of it. */
    private static final class Source {
        private boolean dropped;
        private boolean absent;
        private boolean required;
        private @Nullable JsonName renamed;
        private @Nullable ValueStep steps;

        /** The steps as far as the last that may refuse a value: all that a value goes through which is dropped. */
        private @Nullable ValueStep refusingSteps;

        void then(ValueStep step) {
            steps = steps == null ? step : steps.then(step);
            if (step.refusesSome()) {
                refusingSteps = steps;
            }
        }

        void drop() {
            dropped = true;
            steps = refusingSteps;
        }
    }

    /**
     * A member that is added at the end.
     *
     * @param unless the number of the member that makes it needless by being there; -1 where none does
     */
    private record Addition(JsonName name, JsonValue value, int unless) {}

    private final JsonNameTable names;

    /** By the number of their names. */
    private final Source[] sources;

    private final Addition[] additions;

    private MemberPlan(JsonNameTable names, Source[] sources, Addition[] additions) {
        this.names = names;
        this.sources = sources;
        this.additions = additions;
    }

    /** Leads the object, or leaves it as it is and says false. */
    boolean apply(JsonObject object) {
        int[] places = object.locate(names);
        if (places == null) {
            return false;
        }
        @Nullable JsonValue[] values = null;
        for (int number = 0; number < sources.length; number++) {
            Source source = sources[number];
            int place = places[number];
            if (place < 0 ? source.required : source.absent) {
                return false;
            }
            if (place >= 0 && source.steps != null) {
                JsonValue value = source.steps.lead(object.value(place));
                if (value == null) {
                    return false;
                }
                if (values == null) {
                    values = new JsonValue[sources.length];
                }
                values[number] = value;
            }
        }
        change(object, places, values);
        return true;
    }

    private void change(JsonObject object, int[] places, @Nullable JsonValue @Nullable [] values) {
        for (Addition addition : additions) {
            // Added behind all that arrived, whose places stay.
            if (addition.unless < 0 || places[addition.unless] < 0) {
                object.add(addition.name, addition.value);
            }
        }
        int[] dropped = new int[places.length];
        int droppedCount = 0;
        for (int number = 0; number < sources.length; number++) {
            Source source = sources[number];
            int place = places[number];
            if (place < 0) {
                continue;
            }
            if (source.dropped) {
                droppedCount = insert(dropped, droppedCount, place);
                continue;
            }
            if (source.renamed != null) {
                object.rename(place, source.renamed);
            }
            JsonValue value = values == null ? null : values[number];
            if (value != null) {
                object.set(place, value);
            }
        }
        object.removeAll(dropped, droppedCount);
    }

    /** What the plan makes of objects with these names, all of them different; null where it leads none of them. */
    @Nullable
    ObjectEdits edits(List<JsonName> layout) {
        MemberEdit[] members = new MemberEdit[layout.size()];
        boolean[] present = new boolean[sources.length];
        for (int number = 0; number < sources.length; number++) {
            Source source = sources[number];
            int place = layout.indexOf(names.name(number));
            present[number] = place >= 0;
            if (place < 0 ? source.required : source.absent) {
                return null;
            }
            if (place >= 0 && (source.dropped || source.renamed != null || source.steps != null)) {
                ValueStep steps = source.steps;
                members[place] =
                        new MemberEdit(place, source.dropped, source.renamed, steps == null ? null : steps::lead);
            }
        }
        List<ObjectEdits.Addition> added = new ArrayList<>();
        for (Addition addition : additions) {
            if (addition.unless < 0 || !present[addition.unless]) {
                added.add(new ObjectEdits.Addition(addition.name, addition.value));
            }
        }
        return new ObjectEdits(Arrays.stream(members).filter(Objects::nonNull).toList(), added);
    }

    private static int insert(int[] ascending, int count, int place) {
        int at = count;
        while (at > 0 && ascending[at - 1] > place) {
            ascending[at] = ascending[at - 1];
            at--;
        }
        ascending[at] = place;
        return count + 1;
    }

    /** A plan in the making. */
    static final class Draft {
        private final List<JsonName> names = new ArrayList<>();
        private final List<Source> sources = new ArrayList<>();
        private final Map<JsonName, Content> contents = new HashMap<>();
        private final List<Content> dropped = new ArrayList<>();
        private int filled;

        /**
         * Whether there may be a plan with this change, too. There is none of changes that are not about whole members, and none of one
         * that refuses every object, or of which it is not known what it does.
         */
        boolean takes(Change change) {
            if (change instanceof Change.Renamed renamed) {
                return !isFilled(renamed.to());
            } else if (change instanceof Change.MovedUp moved) {
                return !isFilled(moved.name());
            } else if (change instanceof Change.MovedInto moved) {
                return !isFilled(moved.host());
            } else if (change instanceof Change.Replaced replaced) {
                return !replaced.isForMissing();
            }
            return change instanceof Change.Filled
                    || change instanceof Change.Unchanged
                    || change instanceof Change.Dropped
                    || change instanceof Change.Wrapped
                    || change instanceof Change.Unwrapped;
        }

        private boolean isFilled(JsonName name) {
            Content content = contents.get(name);
            return content != null && content.filled;
        }

        /** Follows one more change, which it {@linkplain #takes takes}. */
        void add(Change change) {
            if (change instanceof Change.Renamed renamed) {
                move(renamed.from(), renamed.to());
            } else if (change instanceof Change.MovedUp moved) {
                lead(moved.host(), host -> Hosts.onlyMember(moved.name(), host));
                move(moved.host(), moved.name());
            } else if (change instanceof Change.MovedInto moved) {
                lead(moved.name(), ValueStep.ofAny(value -> Hosts.hostOf(moved.name(), value)));
                move(moved.name(), moved.host());
            } else if (change instanceof Change.Filled added) {
                fill(content(added.name()), added.value());
            } else if (change instanceof Change.Dropped dropped) {
                drop(dropped.name());
            } else if (change instanceof Change.Replaced replaced) {
                lead(replaced.name(), ValueTable.of(replaced));
            } else if (change instanceof Change.Wrapped wrapped) {
                lead(wrapped.name(), ValueStep.ofAny(SingleElement::wrapped));
            } else if (change instanceof Change.Unwrapped unwrapped) {
                lead(unwrapped.name(), SingleElement::unwrapped);
            } else if (!(change instanceof Change.Unchanged)) {
                throw new IllegalArgumentException("found " + change + ", expected what is taken");
            }
        }

        private Content content(JsonName name) {
            return contents.computeIfAbsent(name, unknown -> {
                Source source = new Source();
                names.add(unknown);
                sources.add(source);
                return new Content(source);
            });
        }

        /** What is called one name is called another, which nothing that arrived may have. */
        private void move(JsonName from, JsonName to) {
            Content taken = content(to);
            if (taken.source != null) {
                taken.source.absent = true;
            }
            Content moved = content(from);
            if (moved.source != null) {
                moved.source.renamed = to;
            }
            contents.put(to, moved);
            contents.put(from, new Content(null));
        }

        private void fill(Content content, JsonValue value) {
            if (!content.filled) {
                content.filled = true;
                content.value = value;
                content.order = filled++;
            }
        }

        private void drop(JsonName name) {
            Content content = content(name);
            contents.put(name, new Content(null));
            if (content.source != null) {
                content.source.drop();
            }
            dropped.add(content);
        }

        private void lead(JsonName name, ValueStep step) {
            Content content = content(name);
            if (content.source != null) {
                content.source.then(step);
            }
            if (content.value != null) {
                JsonValue led = step.lead(content.value);
                content.value = led == null ? null : Arguments.constant(led);
            }
        }

        /** Sees to it that a value that cannot go on is not filled in. */
        private static boolean isPossible(Content content) {
            if (!content.filled || content.value != null) {
                return true;
            }
            if (content.source != null) {
                content.source.required = true;
            }
            return content.source != null;
        }

        /** The plan of all changes; null where it could lead no object. */
        @Nullable
        MemberPlan plan() {
            record Added(int order, Addition addition) {}
            for (Content content : dropped) {
                if (!isPossible(content)) {
                    return null;
                }
            }
            List<Added> added = new ArrayList<>();
            for (Map.Entry<JsonName, Content> entry : contents.entrySet()) {
                Content content = entry.getValue();
                if (!isPossible(content)) {
                    return null;
                }
                if (content.filled && content.value != null) {
                    int unless = content.source == null ? -1 : sources.indexOf(content.source);
                    added.add(new Added(content.order, new Addition(entry.getKey(), content.value, unless)));
                }
            }
            added.sort(Comparator.comparingInt(Added::order));
            return new MemberPlan(
                    new JsonNameTable(names),
                    sources.toArray(Source[]::new),
                    added.stream().map(Added::addition).toArray(Addition[]::new));
        }
    }
}
