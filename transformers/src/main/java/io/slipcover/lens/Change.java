package io.slipcover.lens;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Operation} makes of an object in one direction, told to those who reason about documents without leading any: what
 * {@code add} does on the way up is what {@code remove} does on the way down.
 *
 * <p>An object that the operation refuses has no result, and nothing is told about it.
 */
public sealed interface Change {
    /** Hands the change to the part of the visitor that is for its kind. */
    <T> T accept(Visitor<T> visitor);

    /** The changes that are done in this one, to the object itself or to what stands in it. */
    default List<Change> inner() {
        return List.of();
    }

    /** The member changes its name. Refused: an object that has {@code to}. */
    record Renamed(JsonName from, JsonName to) implements Change {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.renamed(this);
        }
    }

    /** The member is there afterwards: as it was, else with this value. */
    record Filled(JsonName name, JsonValue value) implements Change {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.filled(this);
        }
    }

    /** Everything stays as it is. */
    record Unchanged() implements Change {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.unchanged(this);
        }
    }

    /** {@code to} has what {@code from} has afterwards, which stays. Refused: an object that has {@code to}. */
    record Copied(JsonName from, JsonName to) implements Change {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.copied(this);
        }
    }

    /** The first of the members that is there is called {@code into} afterwards, and the others are not there. */
    record Merged(List<JsonName> names, JsonName into) implements Change {
        public Merged {
            names = List.copyOf(names);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.merged(this);
        }
    }

    /** {@code from} is called by the first of the names afterwards. Refused: an object that has one of the names, except {@code from}. */
    record Parted(JsonName from, List<JsonName> names) implements Change {
        public Parted {
            names = List.copyOf(names);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.parted(this);
        }
    }

    /** The member is not there afterwards. */
    record Dropped(JsonName name) implements Change {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.dropped(this);
        }
    }

    /**
     * The member's value is replaced by another, or goes, or comes. A missing member stays missing where no replacement is for it.
     *
     * @param replacements the first whose {@code from} is the {@linkplain JsonValue#sameAs same} counts
     * @param others what becomes of any other value
     */
    record Replaced(JsonName name, List<Replacement> replacements, Others others) implements Change {
        public Replaced {
            replacements = List.copyOf(replacements);
        }

        /** Whether the member may be there on one side alone. */
        public boolean isForMissing() {
            return (others instanceof Others.StandIn standIn && standIn.value() == null)
                    || replacements.stream()
                            .anyMatch(replacement -> replacement.from() == null || replacement.to() == null);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.replaced(this);
        }
    }

    /** A value, and what becomes of it. Null: no member. */
    record Replacement(@Nullable JsonValue from, @Nullable JsonValue to) {}

    /** What becomes of a value that has no replacement of its own. */
    sealed interface Others {
        /** The value is refused. */
        record Refused() implements Others {}

        /** The value stays as it is. */
        record Kept() implements Others {}

        /** Another value stands in for the value. Null: no member. */
        record StandIn(@Nullable JsonValue value) implements Others {}
    }

    /** The member's value, a number, is multiplied exactly; {@code null} stays. Refused: any other. */
    record Multiplied(JsonName name, JsonNumber factor) implements Change {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.multiplied(this);
        }
    }

    /** The member's value is written in its notation's counterpart; {@code null} stays. Refused: what is not in the notation. */
    record Recoded(JsonName name, Notation from) implements Change {
        public Recoded {
            requireNonNull(from, "from");
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.recoded(this);
        }
    }

    /**
     * The member's value, of the one kind, is replaced by one of the other kind; {@code null} stays. Nobody tells by which. Refused: a value
     * of another kind.
     */
    record Rewritten(JsonName name, JsonKind from, JsonKind to) implements Change {
        public Rewritten {
            requireNonNull(from, "from");
            requireNonNull(to, "to");
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.rewritten(this);
        }
    }

    /**
     * {@code name} moves out of the object {@code host} to stand beside it, and a host left empty goes. A host that is no object, or has
     * none, stays as it is. Refused: an object that has {@code name} already.
     */
    record MovedUp(JsonName host, JsonName name) implements Change {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.movedUp(this);
        }
    }

    /**
     * {@code name}, where it is there, moves into {@code host}, which is made where it is missing. Refused: a host that has it already, and
     * with a {@code name} a host that is no object.
     */
    record MovedInto(JsonName host, JsonName name) implements Change {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.movedInto(this);
        }
    }

    /**
     * The members of a selection move into their host, which is made where it is missing. Refused: a host that has one of them already, and
     * with one of them a host that is no object.
     */
    record MovedAllInto(MemberSelection selection) implements Change {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.movedAllInto(this);
        }
    }

    /**
     * The members of a selection move out of their host to stand beside it, and a host left empty goes. A host that is no object stays as it
     * is. Refused: an object that has one of them already.
     */
    record MovedAllUp(MemberSelection selection) implements Change {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.movedAllUp(this);
        }
    }

    /** The member's value becomes the only element of an array; {@code null} the empty array. */
    record Wrapped(JsonName name) implements Change {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.wrapped(this);
        }
    }

    /** The member's value becomes its first element; {@code null} for an empty array. Refused: what is no array. */
    record Unwrapped(JsonName name) implements Change {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.unwrapped(this);
        }
    }

    /**
     * A string is cut into several members; {@code null} is the first of them then. Refused: any other value, and an object that has one of
     * {@code into}.
     */
    record Cut(JsonName name, List<JsonName> into) implements Change {
        public Cut {
            into = List.copyOf(into);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.cut(this);
        }
    }

    /**
     * Strings in several members become one; so does {@code null} in the first alone. Refused: any other value, and an object that has
     * {@code into}.
     */
    record Joined(List<JsonName> names, JsonName into) implements Change {
        public Joined {
            names = List.copyOf(names);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.joined(this);
        }
    }

    /**
     * The member's value has another form afterwards; {@code null} stays. Refused: some values. Nobody tells which, and what becomes of
     * the others.
     *
     * @param description what the operation is, in a few words: {@code to-flags tags}
     */
    record Reformed(JsonName name, String description) implements Change {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.reformed(this);
        }
    }

    /** Changes, one after the other, of the object in a member; {@code null} stays. Refused: any other value. */
    record Inside(JsonName name, List<Change> changes) implements Change {
        public Inside {
            changes = List.copyOf(changes);
        }

        @Override
        public List<Change> inner() {
            return changes;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.inside(this);
        }
    }

    /**
     * Changes, one after the other, of each object in an array; {@code null} stays, also as an element. Refused: any other value.
     *
     * @param as where it is not null, an element is anything, and the changes are those of an object that has the element as this member
     */
    record Each(
            JsonName name, List<Change> changes, @Nullable JsonName as) implements Change {
        public Each {
            changes = List.copyOf(changes);
        }

        @Override
        public List<Change> inner() {
            return changes;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.each(this);
        }
    }

    /**
     * Changes, one after the other, of each value of an object, which is an object itself; {@code null} stays, also as a value. Refused:
     * any other.
     *
     * @param as where it is not null, a value is anything, and the changes are those of an object that has the value as this member
     */
    record EachValue(
            JsonName name, List<Change> changes, @Nullable JsonName as) implements Change {
        public EachValue {
            changes = List.copyOf(changes);
        }

        @Override
        public List<Change> inner() {
            return changes;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.eachValue(this);
        }
    }

    /** Changes, one after the other, of some objects, while other objects stay as they are. Nobody tells which. */
    record Conditioned(List<Change> changes) implements Change {
        public Conditioned {
            changes = List.copyOf(changes);
        }

        @Override
        public List<Change> inner() {
            return changes;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.conditioned(this);
        }
    }

    /**
     * Changes, one after the other, of some objects at any depth, the object itself among them, while others stay as they are. Nobody tells
     * which. An object stays an object, and a list stays a list of as many elements, unless the changes are about the member in which it
     * stands.
     *
     * @param description what it is, in a few words: {@code everywhere tag}
     * @param reserved the members that are left alone
     */
    record Everywhere(List<Change> changes, String description, ReservedNames reserved) implements Change {
        public Everywhere {
            changes = List.copyOf(changes);
        }

        @Override
        public List<Change> inner() {
            return changes;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.everywhere(this);
        }
    }

    /**
     * Nobody knows.
     *
     * @param description what it is, in a few words: {@code jsonata}
     * @param reserved the members that it leaves alone all the same
     */
    record Opaque(String description, ReservedNames reserved) implements Change {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.opaque(this);
        }
    }

    /** Something for each kind of change. */
    interface Visitor<T> {
        T renamed(Renamed change);

        T filled(Filled change);

        T unchanged(Unchanged change);

        T copied(Copied change);

        T merged(Merged change);

        T parted(Parted change);

        T dropped(Dropped change);

        T replaced(Replaced change);

        T multiplied(Multiplied change);

        T recoded(Recoded change);

        T rewritten(Rewritten change);

        T movedUp(MovedUp change);

        T movedInto(MovedInto change);

        T movedAllInto(MovedAllInto change);

        T movedAllUp(MovedAllUp change);

        T wrapped(Wrapped change);

        T unwrapped(Unwrapped change);

        T cut(Cut change);

        T joined(Joined change);

        T reformed(Reformed change);

        T inside(Inside change);

        T each(Each change);

        T eachValue(EachValue change);

        T conditioned(Conditioned change);

        T everywhere(Everywhere change);

        T opaque(Opaque change);
    }
}
