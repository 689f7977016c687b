package io.slipcover.simulation;

import java.time.Duration;
import java.util.Locale;

/** How long a run is to take, as somebody told by a system property: {@code 90s}, {@code 30m} or {@code 2h}. */
public final class RunLength {
    private RunLength() {}

    /** The length that a property tells; zero where it tells none, which means the short run that is part of every build. */
    public static Duration of(String property) {
        String told = System.getProperty(property, "");
        return told.isEmpty() ? Duration.ZERO : Duration.parse("PT" + told.toUpperCase(Locale.ROOT));
    }
}
