package io.slipcover.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The reader of metrics in Prometheus' text format. It takes what Slipcover counts of releases and client versions. */
public final class MetricsReader {
    private static final String REQUESTS = "slipcover_requests_total";
    private static final String VERSIONS = "slipcover_client_version_requests_total";
    private static final String LAST_SEEN = "slipcover_client_version_last_seen_timestamp_seconds";
    private static final String OLDER = "slipcover_documents_written_in_older_version_total";
    private static final String DROPPED = "slipcover_access_log_dropped_total";
    private static final String ERRORS = "slipcover_errors_total";
    private static final String STARTED = "process_start_time_seconds";
    private static final String TOTAL = "_total";
    private static final String UNKNOWN = "unknown_client_version";

    /** A number beyond this is no count, and no time in seconds. */
    private static final double LARGEST = 9_007_199_254_740_992.0;

    private static final double LATEST = 253_402_300_799.0; // The end of the year 9999.
    private static final int LONGEST = 64 << 10;
    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})?\\s+(\\S+)(?:\\s+\\S+)?");
    private static final Pattern LABEL =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*(,|$)");

    private static final Pattern FAMILY = Pattern.compile("# TYPE (slipcover_\\w+) .*");

    private final Usage usage;
    private final Set<String> families = new HashSet<>();
    private final TimedRequests timed = new TimedRequests();
    private final @Nullable Instant asOf;
    private @Nullable Instant started;
    private Instant newest = Instant.EPOCH;
    private long refused;

    /**
     * @param asOf when the metrics were what they are; null: nobody knows, so that they tell until the newest time that stands in them. The
     *     time of a file is no such time, since a copy of an old file may be new
     */
    public MetricsReader(Usage usage, @Nullable Instant asOf) {
        this.usage = usage;
        this.asOf = asOf;
    }

    /**
     * Reads metrics to their end.
     *
     * @throws IOException where they cannot be read, or are none of Slipcover's
     */
    public void read(InputStream metrics) throws IOException {
        InputStream buffered = new BufferedInputStream(metrics);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = buffered.read(); read >= 0; read = buffered.read()) {
            if (read == '\n') {
                take(line);
            } else if (line.size() <= LONGEST) {
                line.write(read);
            }
        }
        take(line);
        if (families.isEmpty()) {
            throw new IOException("expected metrics of Slipcover's, found none that begin with slipcover_");
        }
        usage.refused(refused);
        usage.metrics(families.contains(family(OLDER)));
        timed.untimed().forEach(usage::untimed);
        if (!families.contains(family(REQUESTS))) {
            usage.coverage().metricsWithoutRequests();
        }
        if (started == null) {
            usage.coverage().metricsWithoutBegin();
        } else {
            usage.coverage().metrics(started, asOf == null ? newest : asOf);
        }
    }

    private void take(ByteArrayOutputStream bytes) {
        String line = bytes.toString(UTF_8).strip();
        boolean whole = bytes.size() <= LONGEST;
        bytes.reset();
        if (line.isEmpty() || line.startsWith("#")) {
            // The line that tells of the family is there although nobody has asked yet.
            Matcher told = FAMILY.matcher(line);
            if (told.matches()) {
                families.add(family(told.group(1)));
            }
            return;
        }
        if (!whole || !take(line)) {
            usage.couldNotRead();
        }
    }

    private boolean take(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        String name = matcher.group(1);
        if (name.startsWith("slipcover_")) {
            families.add(family(name));
        }
        if (!name.equals(STARTED) && !isTaken(name)) {
            return true;
        }
        Map<String, String> labels = new HashMap<>();
        double value;
        try {
            value = Double.parseDouble(matcher.group(3));
        } catch (NumberFormatException noNumber) {
            return false;
        }
        String told = matcher.group(2);
        if (!(value >= 0 && value <= LARGEST) || (told != null && !read(told, labels))) {
            return false;
        }
        return take(name, labels, value);
    }

    /** The name under which a family is told, without the end that counters have. */
    private static String family(String name) {
        return name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name;
    }

    private static boolean isTaken(String name) {
        return switch (name) {
            case REQUESTS, VERSIONS, LAST_SEEN, OLDER, ERRORS, DROPPED -> true;
            default -> false;
        };
    }

    private boolean take(String name, Map<String, String> labels, double value) {
        String release = labels.getOrDefault("release", "");
        String version = labels.getOrDefault("client_version", "");
        switch (name) {
            case REQUESTS -> {
                usage.requests(release, (long) value);
                timed.requests(release, (long) value);
            }
            case DROPPED -> usage.dropped((long) value);
            case ERRORS -> refused += UNKNOWN.equals(labels.get("error")) ? (long) value : 0;
            case OLDER ->
                usage.wroteOlder(
                        release, labels.getOrDefault("type", ""), labels.getOrDefault("version", ""), (long) value);
            case VERSIONS -> {
                // An older Slipcover does not tell the release.
                if (!release.isEmpty()) {
                    usage.versionRequests(release, version, (long) value);
                    timed.versionRequests(release, version, (long) value);
                }
            }
            default -> {
                if (value > LATEST) {
                    return false;
                }
                Instant time = Instant.ofEpochMilli(Math.round(value * 1_000));
                newest = time.isAfter(newest) ? time : newest;
                if (name.equals(STARTED)) {
                    started = started == null || time.isAfter(started) ? time : started;
                } else {
                    usage.versionSeen(release, version, time);
                    timed.seen(release, version);
                }
            }
        }
        return true;
    }

    private static boolean read(String text, Map<String, String> labels) {
        Matcher label = LABEL.matcher(text);
        int index = 0;
        while (index < text.length()) {
            label.region(index, text.length());
            if (!label.lookingAt()) {
                return text.substring(index).isBlank();
            }
            labels.put(label.group(1), unescaped(label.group(2)));
            index = label.end();
        }
        return true;
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
