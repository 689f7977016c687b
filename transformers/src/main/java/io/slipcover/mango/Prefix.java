package io.slipcover.mango;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;

/** The meaning of {@code $beginsWith}: a prefix whose last character is no part of a longer cluster, as e is of e with an accent. */
final class Prefix {
    private Prefix() {}

    static boolean isPrefix(String prefix, String text) {
        if (!text.startsWith(prefix)) {
            return false;
        }
        if (prefix.isEmpty() || prefix.length() == text.length()) {
            return true;
        }
        int last = prefix.offsetByCodePoints(prefix.length(), -1);
        BreakIterator clusters = BreakIterator.getCharacterInstance(ULocale.ROOT);
        clusters.setText(text.substring(last));
        return clusters.next() == prefix.length() - last;
    }
}
