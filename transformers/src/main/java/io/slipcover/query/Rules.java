package io.slipcover.query;

import io.slipcover.json.JsonName;
import io.slipcover.lens.Change;

/** The rule for each kind of change. */
final class Rules implements Change.Visitor<Rule> {
    static final Rules ALL = new Rules();

    private Rules() {}

    @Override
    public Rule renamed(Change.Renamed change) {
        return new RenamedRule(change);
    }

    @Override
    public Rule filled(Change.Filled change) {
        return new FilledRule(change);
    }

    @Override
    public Rule unchanged(Change.Unchanged change) {
        return new UnchangedRule();
    }

    @Override
    public Rule copied(Change.Copied change) {
        return new CopiedRule(change);
    }

    @Override
    public Rule merged(Change.Merged change) {
        return new MergedRule(change);
    }

    @Override
    public Rule parted(Change.Parted change) {
        JsonName first = change.names().get(0);
        return first.equals(change.from())
                ? new UnchangedRule()
                : new RenamedRule(new Change.Renamed(change.from(), first));
    }

    @Override
    public Rule dropped(Change.Dropped change) {
        return new DroppedRule(change);
    }

    @Override
    public Rule replaced(Change.Replaced change) {
        return new ReplacedRule(change);
    }

    @Override
    public Rule multiplied(Change.Multiplied change) {
        return new MultipliedRule(change);
    }

    @Override
    public Rule recoded(Change.Recoded change) {
        return new RecodedRule(change);
    }

    @Override
    public Rule movedUp(Change.MovedUp change) {
        return new MovedUpRule(change);
    }

    @Override
    public Rule movedInto(Change.MovedInto change) {
        return new MovedIntoRule(change);
    }

    @Override
    public Rule wrapped(Change.Wrapped change) {
        return new WrappedRule(change);
    }

    @Override
    public Rule unwrapped(Change.Unwrapped change) {
        return new UnwrappedRule(change);
    }

    @Override
    public Rule cut(Change.Cut change) {
        return new CutRule(change);
    }

    @Override
    public Rule joined(Change.Joined change) {
        return new JoinedRule(change);
    }

    @Override
    public Rule reformed(Change.Reformed change) {
        return new ReformedRule(change);
    }

    @Override
    public Rule inside(Change.Inside change) {
        return new InsideRule(change);
    }

    @Override
    public Rule each(Change.Each change) {
        return new EachRule(change);
    }

    @Override
    public Rule eachValue(Change.EachValue change) {
        return new EachValueRule(change);
    }

    @Override
    public Rule conditioned(Change.Conditioned change) {
        return new ConditionedRule(change);
    }

    @Override
    public Rule everywhere(Change.Everywhere change) {
        return new EverywhereRule(change);
    }

    @Override
    public Rule opaque(Change.Opaque change) {
        return new OpaqueRule(change);
    }
}
