package io.slipcover.config;

import io.slipcover.json.JsonName;
import io.slipcover.lens.Add;
import io.slipcover.lens.Change;
import io.slipcover.lens.ConvertDate;
import io.slipcover.lens.FromEntries;
import io.slipcover.lens.FromFlags;
import io.slipcover.lens.Operation;
import io.slipcover.lens.ToEntries;
import io.slipcover.lens.ToFlags;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What an operation does not accept on the way up, by what it makes of an object there. */
final class Refusals implements Change.Visitor<List<Refusal>> {
    private static final List<Refusal> NONE = List.of();

    private final String outer;

    private Refusals(String outer) {
        this.outer = outer;
    }

    /**
     * What an edit is refused for because of an operation itself, without those inside of it.
     *
     * @param outer where the operation's members stand: {@code address.}, or nothing for the top of the document
     */
    static List<Refusal> of(Operation operation, String outer) {
        Refusals refusals = new Refusals(outer);
        // Of these, the change tells less than the operation.
        if (operation instanceof Add) {
            return refusals.members(operation.newerNames(), "that clients write differently from what is stored");
        }
        if (operation instanceof ConvertDate) {
            return refusals.members(operation.olderNames(), "that is no date in the older form");
        }
        if (operation instanceof FromEntries || operation instanceof ToFlags) {
            return refusals.members(
                    operation.olderNames(), "that is no list, or has an element with no place in an object");
        }
        if (operation instanceof ToEntries || operation instanceof FromFlags) {
            return refusals.members(
                    operation.olderNames(), "that is no object, or has a value with no place in a list");
        }
        return operation.upwards().accept(refusals);
    }

    private List<Refusal> members(Collection<JsonName> names, String why) {
        return List.of(
                new Refusal(names.stream().map(name -> outer + name.text()).toList(), why, null));
    }

    private List<Refusal> beside(JsonName name, JsonName other) {
        return List.of(new Refusal(List.of(outer + name.text()), "that is there beside", other.text()));
    }

    private List<Refusal> member(JsonName name, String why) {
        return members(List.of(name), why);
    }

    @Override
    public List<Refusal> renamed(Change.Renamed change) {
        return beside(change.to(), change.from());
    }

    @Override
    public List<Refusal> filled(Change.Filled change) {
        return NONE;
    }

    @Override
    public List<Refusal> unchanged(Change.Unchanged change) {
        return NONE;
    }

    @Override
    public List<Refusal> copied(Change.Copied change) {
        return beside(change.to(), change.from());
    }

    @Override
    public List<Refusal> merged(Change.Merged change) {
        return change.names().contains(change.into()) ? NONE : member(change.into(), "that is there already");
    }

    @Override
    public List<Refusal> parted(Change.Parted change) {
        return NONE; // Only on a way down.
    }

    @Override
    public List<Refusal> dropped(Change.Dropped change) {
        return NONE;
    }

    @Override
    public List<Refusal> replaced(Change.Replaced change) {
        boolean takesAll = !(change.others() instanceof Change.Others.Refused);
        return takesAll ? NONE : member(change.name(), "with a value that no pair holds");
    }

    @Override
    public List<Refusal> multiplied(Change.Multiplied change) {
        return member(change.name(), "that is no number");
    }

    @Override
    public List<Refusal> recoded(Change.Recoded change) {
        return member(change.name(), "that is not written as its codec asks");
    }

    @Override
    public List<Refusal> rewritten(Change.Rewritten change) {
        return member(change.name(), "that is no " + change.from().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public List<Refusal> movedUp(Change.MovedUp change) {
        return beside(change.name(), change.host());
    }

    @Override
    public List<Refusal> movedInto(Change.MovedInto change) {
        return member(change.host(), "that is no object");
    }

    @Override
    public List<Refusal> movedAllInto(Change.MovedAllInto change) {
        return member(change.selection().host(), "that is no object, or has a member that moves into it");
    }

    @Override
    public List<Refusal> movedAllUp(Change.MovedAllUp change) {
        return member(change.selection().host(), "with a member that is there beside it already");
    }

    @Override
    public List<Refusal> wrapped(Change.Wrapped change) {
        return NONE;
    }

    @Override
    public List<Refusal> unwrapped(Change.Unwrapped change) {
        return member(change.name(), "that is no list");
    }

    @Override
    public List<Refusal> cut(Change.Cut change) {
        return member(change.name(), "that is no string");
    }

    @Override
    public List<Refusal> joined(Change.Joined change) {
        return members(change.names(), "that is no string");
    }

    @Override
    public List<Refusal> reformed(Change.Reformed change) {
        return NONE; // Told by the operation.
    }

    @Override
    public List<Refusal> inside(Change.Inside change) {
        return member(change.name(), "that is no object");
    }

    @Override
    public List<Refusal> each(Change.Each change) {
        return member(
                change.name(),
                change.as() == null ? "that is no list, or has an element that is no object" : "that is no list");
    }

    @Override
    public List<Refusal> eachValue(Change.EachValue change) {
        return member(
                change.name(),
                change.as() == null ? "that is no object, or has a value that is none" : "that is no object");
    }

    @Override
    public List<Refusal> conditioned(Change.Conditioned change) {
        return NONE; // Told by the operations inside.
    }

    @Override
    public List<Refusal> everywhere(Change.Everywhere change) {
        return List.of(new Refusal(List.of(), outer + "an object in more than a hundred others", null));
    }

    @Override
    public List<Refusal> opaque(Change.Opaque change) {
        return List.of(new Refusal(List.of(), outer + "what " + change.description() + " does not accept", null));
    }
}
