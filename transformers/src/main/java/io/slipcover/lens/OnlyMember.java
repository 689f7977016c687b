package io.slipcover.lens;

import io.slipcover.json.JsonName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds a lens that is given an object with one member and surely leaves it with another member, or with several. Where a change depends
 * on the value, nothing is sure.
 */
final class OnlyMember {
    private final Set<JsonName> there = new HashSet<>();

    private OnlyMember(JsonName name) {
        there.add(name);
    }

    /** @throws IllegalArgumentException where the changes surely leave anything but that one member */
    static void check(JsonName name, List<Change> changes) {
        OnlyMember members = new OnlyMember(name);
        for (Change change : changes) {
            if (!members.follow(change)) {
                return;
            }
        }
        if (!members.there.equals(Set.of(name))) {
            throw new IllegalArgumentException("the lens leaves an element with "
                    + (members.there.isEmpty() ? "nothing" : names(members.there)) + ", expected '" + name.text()
                    + "' alone");
        }
    }

    private static String names(Set<JsonName> names) {
        return String.join(
                " and ",
                names.stream().map(name -> "'" + name.text() + "'").sorted().toList());
    }

    /** Follows one more change; false where it is not sure what is there afterwards. */
    private boolean follow(Change change) {
        if (change instanceof Change.Renamed renamed) {
            move(renamed.from(), renamed.to());
        } else if (change instanceof Change.MovedInto moved) {
            move(moved.name(), moved.host());
        } else if (change instanceof Change.Filled filled) {
            there.add(filled.name());
        } else if (change instanceof Change.Dropped dropped) {
            there.remove(dropped.name());
        } else if (change instanceof Change.Copied copied && there.contains(copied.from())) {
            there.add(copied.to());
        } else {
            return change instanceof Change.Unchanged
                    || change instanceof Change.Copied
                    || (change instanceof Change.Replaced replaced && !replaced.isForMissing())
                    || change instanceof Change.Multiplied
                    || change instanceof Change.Recoded
                    || change instanceof Change.Wrapped
                    || change instanceof Change.Unwrapped
                    || change instanceof Change.Inside
                    || change instanceof Change.Each
                    || change instanceof Change.EachValue;
        }
        return true;
    }

    private void move(JsonName from, JsonName to) {
        if (there.remove(from)) {
            there.add(to);
        }
    }
}
