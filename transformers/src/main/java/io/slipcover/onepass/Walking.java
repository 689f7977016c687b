package io.slipcover.onepass;

import io.slipcover.json.ValueEnds;
import org.jspecify.annotations.Nullable;

/** What one thread needs to go through an entry: for one entry after the other, whatever answer it is in. */
final class Walking {
    /** Where the members of the entry stand that is at hand. */
    final MemberSpans entry = new MemberSpans();

    /** Where the members of the entry's document stand. */
    final MemberSpans document = new MemberSpans();

    /** What finds the ends of values, checking texts or not, in the answer before. */
    private final @Nullable ValueEnds[] ends = new ValueEnds[2];

    /** What finds the ends of values: the one of the answer before, mostly. */
    ValueEnds ends(int maximumDepth, boolean trustsTexts) {
        int place = trustsTexts ? 1 : 0;
        ValueEnds kept = ends[place];
        if (kept == null || !kept.isOf(maximumDepth, trustsTexts)) {
            kept = new ValueEnds(maximumDepth, trustsTexts);
            ends[place] = kept;
        }
        return kept;
    }
}
