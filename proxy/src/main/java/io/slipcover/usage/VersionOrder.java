package io.slipcover.usage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;

/** The order of client versions by their numbers. A name that is no version comes last. */
final class VersionOrder {
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}");

    static final Comparator<String> ASCENDING = (one, other) -> {
        boolean oneIs = VERSION.matcher(one).matches();
        boolean otherIs = VERSION.matcher(other).matches();
        return oneIs && otherIs
                ? Arrays.compare(numbers(one), numbers(other))
                : oneIs != otherIs ? (oneIs ? -1 : 1) : one.compareTo(other);
    };

    private VersionOrder() {}

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
