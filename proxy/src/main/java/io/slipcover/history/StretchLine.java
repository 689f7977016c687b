package io.slipcover.history;

import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stretch as a line of a history, such as {@code {"hour":"2026-11-30T09:00:00Z","seconds":60,"requests":{"1":{"1.4.2":12}},
 * "last":{"1":{"1.4.2":"2026-11-30T09:41:12Z"}}}}. No beginning of a line is a whole line.
 */
final class StretchLine {
    private static final JsonName HOUR = JsonName.of("hour");
    private static final JsonName SECONDS = JsonName.of("seconds");
    private static final JsonName REQUESTS = JsonName.of("requests");
    private static final JsonName LAST = JsonName.of("last");

    /** The longest name of a release or a version that is read. */
    private static final int LONGEST_NAME = 200;

    private static final int DEPTH = 4;

    private StretchLine() {}

    /** The line, without a line break. */
    static String of(Stretch stretch) {
        JsonObject line = JsonObject.empty();
        line.add(HOUR, JsonSlice.string(Stretch.beginOf(stretch.hour()).toString()));
        line.add(SECONDS, JsonSlice.number(stretch.seconds()));
        line.add(REQUESTS, byRelease(stretch.requests(), JsonSlice::number));
        line.add(LAST, byRelease(stretch.last(), time -> JsonSlice.string(time.toString())));
        return line.toString();
    }

    private static <T> JsonObject byRelease(Map<Client, T> values, Function<T, JsonValue> written) {
        Map<String, JsonObject> releases = new TreeMap<>();
        values.forEach((client, value) -> releases.computeIfAbsent(client.release(), any -> JsonObject.empty())
                .add(JsonName.of(client.version()), written.apply(value)));
        JsonObject all = JsonObject.empty();
        releases.forEach((release, versions) -> all.add(JsonName.of(release), versions));
        return all;
    }

    /** The stretch of a line; null where the line is none, or not whole. */
    static @Nullable Stretch parse(byte[] bytes, int from, int to) {
        try {
            JsonObject line = JsonObject.parse(bytes, from, to, DEPTH);
            String hour = line.string(HOUR);
            JsonValue seconds = line.get(SECONDS);
            JsonObject requests = line.object(REQUESTS);
            JsonObject last = line.object(LAST);
            if (hour == null || seconds == null || requests == null || last == null) {
                return null;
            }
            return new Stretch(
                    Stretch.hourOf(Instant.parse(hour)),
                    Math.toIntExact(Long.parseLong(seconds.toString())),
                    read(requests, value -> Long.valueOf(value.toString())),
                    read(last, StretchLine::time));
        } catch (JsonFormatException | DateTimeException | IllegalArgumentException | ArithmeticException none) {
            return null;
        }
    }

    private static Instant time(JsonValue value) {
        String text = value.toString();
        return Instant.parse(text.substring(1, Math.max(1, text.length() - 1)));
    }

    private static <T> Map<Client, T> read(JsonObject releases, Function<JsonValue, T> reading) {
        Map<Client, T> values = new TreeMap<>();
        for (int index = 0; index < releases.size(); index++) {
            JsonObject versions = releases.object(index);
            if (versions == null) {
                throw new IllegalArgumentException("expected an object of versions");
            }
            for (int place = 0; place < versions.size(); place++) {
                values.put(
                        new Client(name(releases.name(index)), name(versions.name(place))),
                        reading.apply(versions.value(place)));
            }
        }
        return values;
    }

    private static String name(JsonName name) {
        String text = name.text();
        if (text.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a name of " + text.length() + " letters");
        }
        return text;
    }
}
