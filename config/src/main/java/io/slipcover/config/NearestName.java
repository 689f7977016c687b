package io.slipcover.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name that somebody who misspelt one most likely meant. */
final class NearestName {
    private NearestName() {}

    /** {@code , did you mean 'rename'?}, or {@code ; expected one of rename, add} where none is near. */
    static String hint(String misspelt, Collection<String> known) {
        Optional<String> nearest = of(misspelt, known);
        if (nearest.isPresent()) {
            return ", did you mean '" + nearest.get() + "'?";
        }
        return switch (known.size()) {
            case 0 -> "";
            case 1 -> "; expected " + known.iterator().next();
            default -> "; expected one of " + String.join(", ", known);
        };
    }

    static Optional<String> of(String misspelt, Collection<String> known) {
        String wanted = plain(misspelt);
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(wanted, plain(candidate));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return bestDistance <= tolerance(wanted) ? Optional.of(best) : Optional.empty();
    }

    /**
     * The name as somebody compares it who mistypes: {@code eventLoops}, {@code event_loops} and {@code event-loops}
     * are equal.
     */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static int tolerance(String wanted) {
        return wanted.length() <= 1 ? 0 : wanted.length() <= 3 ? 1 : wanted.length() <= 8 ? 2 : 3;
    }

    /** Edits between two names: a letter put in, left out, changed, or two neighbours swapped. */
    private static int distance(String one, String other) {
        int[][] edits = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int changed = edits[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                int best = Math.min(changed, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    best = Math.min(best, edits[i - 2][j - 2] + 1);
                }
                edits[i][j] = best;
            }
        }
        return edits[one.length()][other.length()];
    }
}
