package io.slipcover.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reader of an access log in either of its forms, packed by gzip or not, or in part. It holds one line at a time. A line that is none of
 * Slipcover's, or only half of one, is counted as unread.
 */
public final class AccessLogReader {
    /** The longest line that is read. Slipcover cuts every text of a client, so its lines are much shorter. */
    static final int LONGEST = 64 << 10;

    private static final int BUFFER = 64 << 10;
    private static final JsonName TIME = JsonName.of("time");
    private static final JsonName ROUTE = JsonName.of("route");
    private static final JsonName RELEASE = JsonName.of("release");
    private static final JsonName VERSION = JsonName.of("client_version");
    private static final JsonName DURATION = JsonName.of("duration_ms");

    private final Usage usage;
    private final byte[] line = new byte[LONGEST];
    private int filled;

    public AccessLogReader(Usage usage) {
        this.usage = usage;
    }

    /**
     * Reads a log to its end.
     *
     * @throws IOException where the log cannot be read, or is packed and breaks off; what came before counts
     */
    public void read(InputStream log) throws IOException {
        byte[] buffer = new byte[BUFFER];
        filled = 0;
        try (UnpackedLog lines = new UnpackedLog(log)) {
            for (int count = lines.read(buffer); count >= 0; count = lines.read(buffer)) {
                take(buffer, count);
            }
        } finally {
            takeLine(); // The last one may have no end, or be the half before a packed log breaks off.
        }
    }

    private void take(byte[] buffer, int count) {
        for (int index = 0; index < count; index++) {
            if (buffer[index] == '\n') {
                takeLine();
            } else if (filled < LONGEST) {
                line[filled] = buffer[index];
                filled++;
            } else {
                filled = LONGEST + 1;
            }
        }
    }

    private void takeLine() {
        int end = filled > 0 && filled <= LONGEST && line[filled - 1] == '\r' ? filled - 1 : filled;
        filled = 0;
        if (end == 0) {
            return;
        }
        if (end > LONGEST || !(line[0] == '{' ? takeJson(end) : takePairs(end))) {
            usage.couldNotRead();
        }
    }

    private boolean takeJson(int length) {
        JsonObject object;
        try {
            object = JsonObject.parse(line, 0, length);
        } catch (JsonFormatException noJson) {
            return false;
        }
        return object.has(DURATION)
                && object.string(ROUTE) != null
                && take(object.string(TIME), object.string(RELEASE), object.string(VERSION));
    }

    private boolean takePairs(int length) {
        Map<String, String> pairs = LogPairs.of(new String(line, 0, length, UTF_8));
        return pairs.containsKey("duration_ms")
                && pairs.containsKey("route")
                && take(pairs.get("time"), pairs.get("release"), pairs.get("client_version"));
    }

    private boolean take(@Nullable String time, @Nullable String release, @Nullable String version) {
        if (time == null) {
            return false;
        }
        Instant instant;
        try {
            instant = Instant.parse(time);
        } catch (DateTimeException noTime) {
            return false;
        }
        usage.request(instant, release, version);
        return true;
    }
}
