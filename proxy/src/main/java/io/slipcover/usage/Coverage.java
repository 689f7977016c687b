package io.slipcover.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The time that sources tell of. Metrics of several Slipcovers are whole from the latest begin to the earliest end among them. A log tells
 * of the days that it has a line of.
 */
public final class Coverage {
    static final int MOST_DAYS = 4_000;
    private static final int SHOWN = 5;

    private final TreeSet<LocalDate> days = new TreeSet<>();
    private @Nullable Instant metricsFrom;
    private @Nullable Instant metricsTo;
    private boolean metricsTell = true;
    private @Nullable Instant logFrom;
    private @Nullable Instant logTo;

    Coverage() {}

    /** Metrics tell of everything between two times. */
    void metrics(Instant begin, Instant end) {
        metricsFrom = latest(metricsFrom, begin);
        metricsTo = earliest(metricsTo, end);
    }

    /** Metrics do not tell since when they count. */
    void metricsWithoutBegin() {
        metricsTell = false;
    }

    /** A log has a line of this time. */
    void line(Instant time) {
        logFrom = earliest(logFrom, time);
        logTo = latest(logTo, time);
        days.add(day(time));
        if (days.size() > MOST_DAYS) {
            days.pollFirst();
        }
    }

    /** Since when all sources tell; null where one of them does not say, and where there is none. */
    @Nullable
    Instant from() {
        return !metricsTell ? null : metricsFrom == null ? logFrom : latest(logFrom, metricsFrom);
    }

    /** Until when all sources tell; null where one of them does not say, and where there is none. */
    @Nullable
    Instant to() {
        return !metricsTell ? null : metricsTo == null ? logTo : earliest(logTo, metricsTo);
    }

    /**
     * What nobody tells of a time that ends now, a sentence each.
     *
     * @param since when the time begins
     * @param news how old the newest news may be
     */
    public List<String> gaps(Instant since, Instant now, Duration news) {
        List<String> gaps = new ArrayList<>();
        Instant from = from();
        Instant to = to();
        if (from == null || to == null) {
            gaps.add("the access log or the metrics do not tell since when they count");
            return gaps;
        }
        if (from.isAfter(since)) {
            gaps.add("what is known begins only at %s; wait, give older logs, or ask for less with --idle-for"
                    .formatted(from.truncatedTo(ChronoUnit.SECONDS)));
        }
        if (to.isBefore(now.minus(news))) {
            gaps.add("what is known ends at %s: who asked since then is not known"
                    .formatted(to.truncatedTo(ChronoUnit.SECONDS)));
        }
        if (logFrom != null && logTo != null) {
            missing(day(latest(logFrom, since)), day(earliest(logTo, now)), gaps);
        }
        return gaps;
    }

    private void missing(LocalDate first, LocalDate last, List<String> gaps) {
        List<LocalDate> missing = first.isAfter(last)
                ? List.of()
                : first.datesUntil(last).filter(day -> !days.contains(day)).toList();
        if (!missing.isEmpty()) {
            String shown =
                    missing.stream().limit(SHOWN).map(LocalDate::toString).collect(Collectors.joining(", "));
            String more = missing.size() > SHOWN
                    ? " and of " + Counted.of(missing.size() - SHOWN, "more day", "more days")
                    : "";
            gaps.add("the access logs have no line of " + shown + more + ": who asked then is not known");
        }
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static Instant earliest(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    private static Instant latest(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }
}
