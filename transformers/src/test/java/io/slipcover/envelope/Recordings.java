package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.slipcover.json.JsonBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Bodies out of recorded exchanges, without HTTP's framing. */
final class Recordings {
    private static final String FOLDER = "/recordings/";

    private Recordings() {}

    /** The body of a recorded message. A feed that was cut off while it was recorded has the chunks that were complete. */
    static byte[] body(String name) {
        return bodyAt(read(name), 0);
    }

    /** The bodies of all requests in a replicator's connection that begin so. */
    static List<byte[]> bodies(String name, String path) {
        String text = read(name);
        List<byte[]> bodies = new ArrayList<>();
        for (int at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
            bodies.add(bodyAt(text, at));
        }
        return bodies;
    }

    /** The boundary that the first head after this text names. */
    static String boundary(String name, String after) {
        String text = read(name);
        String type = "Content-Type: multipart/";
        int from = text.indexOf(type, text.indexOf(after));
        MediaType read = MediaType.parse(text.substring(from + "Content-Type: ".length(), text.indexOf("\r\n", from)));
        return Objects.requireNonNull(read.parameter("boundary"));
    }

    private static byte[] bodyAt(String text, int head) {
        int start = text.indexOf("\r\n\r\n", head) + 4;
        String headers = text.substring(head, start).toLowerCase(Locale.ROOT);
        if (headers.contains("transfer-encoding: chunked")) {
            return dechunk(text, start);
        }
        int length = headers.indexOf("content-length: ") + "content-length: ".length();
        int end = start + Integer.parseInt(headers.substring(length, headers.indexOf('\r', length)));
        return text.substring(start, end).getBytes(ISO_8859_1);
    }

    private static byte[] dechunk(String text, int start) {
        JsonBuffer body = new JsonBuffer();
        int at = start;
        while (at < text.length()) {
            int line = text.indexOf("\r\n", at);
            int length = Integer.parseInt(text.substring(at, line), 16);
            if (length == 0) {
                break;
            }
            body.write(text.substring(line + 2, line + 2 + length).getBytes(ISO_8859_1));
            at = line + 2 + length + 2;
        }
        return body.toByteArray();
    }

    private static String read(String name) {
        try (InputStream in = Recordings.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no recording " + name);
            }
            return new String(in.readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
