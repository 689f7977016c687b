package io.slipcover.admin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.history.Client;
import io.slipcover.history.UsageHistory;
import io.slipcover.history.UsageRecorder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who uses which release, over time, as JSON. {@code ?days=} says how far back the numbers over time go: 2, 14, 90 or 400.
 *
 * @param catalog the releases as they are now
 */
public record UsageAnswer(UsageRecorder recorder, Supplier<Catalog> catalog, Clock clock)
        implements Function<AdminQuestion, String> {
    private static final int WEEK_HOURS = 7 * 24;
    private static final double DAY_SECONDS = Duration.ofDays(1).toSeconds();

    /** How far back the numbers go, and what one of them spans. */
    private enum Span {
        TWO_DAYS(2, 1),
        TWO_WEEKS(14, 6),
        QUARTER(90, 24),
        ALL(400, 24);

        private final int days;
        private final int hours;

        Span(int days, int hours) {
            this.days = days;
            this.hours = hours;
        }

        /** The span that a question asks for, and two weeks where it asks for none that there is. */
        static Span of(AdminQuestion question) {
            String told = question.parameter("days");
            for (Span span : values()) {
                if (Integer.toString(span.days).equals(told)) {
                    return span;
                }
            }
            return TWO_WEEKS;
        }
    }

    @Override
    public String apply(AdminQuestion question) {
        Span span = Span.of(question);
        UsageHistory history = recorder.history();
        Catalog releases = catalog.get();
        List<UsageHistory.Window> times = history.lastTimes(span.hours, span.days * 24 / span.hours);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("now", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("recorded_since", text(history.since()));
        json.put("kept_in", recorder.path() == null ? null : recorder.path().toString());
        json.put("days", span.days);
        json.put("bucket_seconds", Duration.ofHours(span.hours).toSeconds());
        ArrayNode begins = json.putArray("times");
        ArrayNode recorded = json.putArray("recorded");
        times.forEach(time -> {
            begins.add(time.begin().toString());
            recorded.add(time.seconds());
        });
        UsageHistory.Window week = history.lastHours(WEEK_HOURS);
        UsageHistory.Window versions = history.lastHours(UsageHistory.HOURS_WITH_VERSIONS);
        Map<Client, Instant> last = history.lastSeen();
        ArrayNode all = json.putArray("releases");
        for (String name : names(releases, times, last.keySet())) {
            ObjectNode release = all.addObject().put("release", name);
            describe(release, releases, name);
            put(release.putObject("week"), week, name);
            ArrayNode requests = release.putArray("requests");
            times.forEach(time -> requests.add(time.of(name)));
            put(release, name, versions, last);
        }
        return json.toString();
    }

    /** The releases of the configuration, oldest first, and then those that only the history knows. */
    private static Set<String> names(Catalog catalog, List<UsageHistory.Window> times, Set<Client> seen) {
        Set<String> names = new LinkedHashSet<>();
        catalog.releases().forEach(release -> names.add(release.name()));
        Set<String> known = new TreeSet<>();
        seen.forEach(client -> known.add(client.release()));
        times.forEach(time -> time.requests().keySet().forEach(client -> known.add(client.release())));
        names.addAll(known);
        return names;
    }

    private static void describe(ObjectNode json, Catalog catalog, String name) {
        Optional<Release> release = catalog.release(name);
        json.put("configured", release.isPresent());
        json.put("stored", catalog.store().name().equals(name));
        json.put("clients", release.map(one -> one.clients().toString()).orElse(null));
        json.put(
                "deprecated",
                release.map(Release::deprecated).map(Object::toString).orElse(null));
        json.put("sunset", release.map(Release::sunset).map(Object::toString).orElse(null));
    }

    /** The last seven days. What a day has is told once a whole day was watched. */
    private static void put(ObjectNode json, UsageHistory.Window week, String release) {
        json.put("requests", week.of(release));
        json.put("seconds", week.seconds());
        json.put("a_day", week.seconds() < DAY_SECONDS ? null : week.of(release) * DAY_SECONDS / week.seconds());
    }

    private static void put(ObjectNode json, String release, UsageHistory.Window window, Map<Client, Instant> last) {
        List<Client> clients = last.keySet().stream()
                .filter(client -> client.release().equals(release))
                .sorted(Comparator.comparing((Client client) -> requireNonNull(last.get(client)))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        json.put("last_seen", clients.isEmpty() ? null : text(last.get(clients.get(0))));
        ArrayNode versions = json.putArray("versions");
        for (Client client : clients) {
            versions.addObject()
                    .put("version", client.version())
                    .put("requests", window.requests().getOrDefault(client, 0L))
                    .put("last_seen", text(last.get(client)));
        }
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
