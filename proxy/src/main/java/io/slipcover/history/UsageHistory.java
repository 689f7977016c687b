package io.slipcover.history;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How often each release was asked for, hour by hour. The history is bounded: it holds the last {@value #MOST_HOURS} hours that were
 * watched, client versions for 14 days, and few clients for each hour, because clients choose their versions. All methods may be
 * called from any thread.
 */
public final class UsageHistory {
    /** The most hours: those of 400 days. */
    static final int MOST_HOURS = 400 * 24;

    /** The hours for which client versions are told apart. */
    public static final int HOURS_WITH_VERSIONS = 14 * 24;

    /** The most clients of one hour, besides one for each release that stands for its others. */
    static final int MOST_CLIENTS = 100;

    /** The most clients of which the last request is remembered, unless there are more releases. */
    static final int MOST_REMEMBERED = 1_000;

    private static final Comparator<Map.Entry<Client, Instant>> BY_TIME =
            Map.Entry.<Client, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey());

    private final Clock clock;
    private final NavigableMap<Long, Stretch> hours = new TreeMap<>();
    private final Map<Client, Instant> last = new HashMap<>();

    /** The first hour for which client versions were told apart when somebody looked last. */
    private long versionsToldFrom;

    public UsageHistory(Clock clock) {
        this.clock = clock;
    }

    /**
     * What was counted within some hours.
     *
     * @param begin when the first hour begins
     * @param seconds how many seconds were watched
     * @param requests how many requests clients made; for older hours only by release
     */
    public record Window(Instant begin, long seconds, Map<Client, Long> requests) {
        /** The requests of all clients that a release served. */
        public long of(String release) {
            return requests.entrySet().stream()
                    .filter(entry -> entry.getKey().release().equals(release))
                    .mapToLong(Map.Entry::getValue)
                    .reduce(0, Stretch::sum);
        }
    }

    /** Adds what was counted. */
    synchronized void add(Stretch stretch) {
        long versionsFrom = hourNow() - HOURS_WITH_VERSIONS + 1;
        stretch.last().forEach(this::remember);
        if (stretch.seconds() > 0 || !stretch.requests().isEmpty()) {
            Stretch counted = new Stretch(stretch.hour(), stretch.seconds(), stretch.requests(), Map.of());
            hours.merge(stretch.hour(), counted, Stretch::and);
            hours.computeIfPresent(
                    stretch.hour(), (hour, all) -> hour < versionsFrom ? ofEveryVersion(all) : bounded(all));
        }
        while (hours.size() > MOST_HOURS) {
            hours.pollFirstEntry();
        }
        if (versionsFrom != versionsToldFrom) {
            hours.headMap(versionsFrom).replaceAll((hour, all) -> ofEveryVersion(all));
            versionsToldFrom = versionsFrom;
        }
    }

    private void remember(Client client, Instant time) {
        Instant now = clock.instant();
        last.merge(client, time, (known, other) -> laterOf(known, other, now));
        if (last.size() > MOST_REMEMBERED) {
            forgetOldest();
        }
    }

    /** The later one of two times. A time that is still to come is a mistake of a clock, and loses against one that is not. */
    private static Instant laterOf(Instant known, Instant other, Instant now) {
        if (known.isAfter(now) == other.isAfter(now)) {
            return Stretch.later(known, other);
        }
        return known.isAfter(now) ? other : known;
    }

    /** Forgets the client that was seen longest ago, but never the one that a release was asked by last. */
    private void forgetOldest() {
        Map<String, Map.Entry<Client, Instant>> latest = new HashMap<>();
        last.entrySet().forEach(entry -> latest.merge(entry.getKey().release(), entry, BinaryOperator.maxBy(BY_TIME)));
        last.entrySet().stream()
                .filter(entry -> !latest.containsValue(entry))
                .min(BY_TIME)
                .ifPresent(oldest -> last.remove(oldest.getKey()));
    }

    /** A stretch in which few clients have names of their own. The others are counted as other clients of their release. */
    private static Stretch bounded(Stretch stretch) {
        if (stretch.requests().size() <= MOST_CLIENTS) {
            return stretch;
        }
        Map<Client, Long> kept = new TreeMap<>();
        stretch.requests()
                .forEach((client, count) -> kept.merge(
                        kept.size() < MOST_CLIENTS - 1 ? client : new Client(client.release(), Client.OTHER),
                        count,
                        Stretch::sum));
        return new Stretch(stretch.hour(), stretch.seconds(), kept, Map.of());
    }

    /** A stretch that tells only releases. */
    private static Stretch ofEveryVersion(Stretch stretch) {
        Map<Client, Long> releases = new TreeMap<>();
        stretch.requests().forEach((client, count) -> releases.merge(client.ofEveryVersion(), count, Stretch::sum));
        return new Stretch(stretch.hour(), stretch.seconds(), releases, Map.of());
    }

    private long hourNow() {
        return Stretch.hourOf(clock.instant());
    }

    /** What was counted in the last hours, the present one among them. */
    public synchronized Window lastHours(int count) {
        long end = hourNow() + 1;
        return window(end - count, end);
    }

    /**
     * What was counted in the last times of a length, the present one among them. They begin where UTC's hours and days do.
     *
     * @param hours how long one is
     * @param count how many there are
     */
    public synchronized List<Window> lastTimes(int hours, int count) {
        long last = Math.floorDiv(hourNow(), (long) hours) * hours;
        List<Window> times = new ArrayList<>();
        for (long begin = last - (count - 1L) * hours; begin <= last; begin += hours) {
            times.add(window(begin, begin + hours));
        }
        return times;
    }

    private Window window(long from, long to) {
        long seconds = 0;
        Map<Client, Long> sums = new TreeMap<>();
        for (Stretch stretch : hours.subMap(from, to).values()) {
            seconds += stretch.seconds();
            stretch.requests().forEach((client, requests) -> sums.merge(client, requests, Stretch::sum));
        }
        return new Window(Stretch.beginOf(from), seconds, sums);
    }

    /** How many hours the history tells of. */
    synchronized int hours() {
        return hours.size();
    }

    /** Since when the history tells of anything; null: it tells of nothing. */
    public synchronized @Nullable Instant since() {
        return hours.isEmpty() ? null : Stretch.beginOf(hours.firstKey());
    }

    /** When the last request of each client ended, as far as anybody remembers. No time is later than now. */
    public synchronized Map<Client, Instant> lastSeen() {
        Instant now = clock.instant();
        Map<Client, Instant> seen = new HashMap<>(last);
        seen.replaceAll((client, time) -> time.isAfter(now) ? now : time);
        return Map.copyOf(seen);
    }

    /** The whole history in as few stretches as tell it: those of the hours, and those of clients that no hour tells of any more. */
    synchronized List<Stretch> stretches() {
        Map<Long, Stretch> all = new TreeMap<>(hours);
        last.forEach((client, time) -> {
            long hour = Math.max(0, Math.min(Stretch.LATEST, Stretch.hourOf(time)));
            all.merge(hour, new Stretch(hour, 0, Map.of(), Map.of(client, time)), Stretch::and);
        });
        return new ArrayList<>(all.values());
    }
}
