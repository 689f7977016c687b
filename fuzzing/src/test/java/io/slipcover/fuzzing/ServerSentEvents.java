package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Server-sent events, read line by line: what stands behind {@code data:} is a change, or nothing. */
final class ServerSentEvents {
    private static final Set<String> NAMES = Set.of("", "data", "event", "id", "retry");

    private ServerSentEvents() {}

    /** The data of a whole feed. */
    static List<String> data(byte[] body) throws IOException {
        String text = new String(body, ISO_8859_1).replace("\r\n", "\n").replace('\r', '\n');
        if (!text.isEmpty() && !text.equals("\n") && !text.endsWith("\n\n")) {
            throw new IOException("an event is not at its end");
        }
        List<String> data = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (!NAMES.contains(colon < 0 ? line : line.substring(0, colon))) {
                throw new IOException("a line of no event");
            }
            if (line.startsWith("data:")) {
                String value = JacksonReading.text(line.substring(colon + 1).getBytes(ISO_8859_1));
                JacksonReading.values(value);
                data.add(value);
            }
        }
        return data;
    }
}
