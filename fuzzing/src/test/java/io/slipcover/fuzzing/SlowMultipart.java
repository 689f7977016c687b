package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.slipcover.envelope.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A body in parts that is held whole and searched for its boundary again and again. */
final class SlowMultipart {
    /** A part: its headers with the empty line, and its content. */
    private record Part(String headers, String content) {
        /** The last type that the headers name. */
        MediaType type() {
            String type = "";
            for (String line : headers.split("\r\n", -1)) {
                int colon = line.indexOf(':');
                if (colon >= 0 && line.substring(0, colon).matches("(?i) *content-type *")) {
                    type = line.substring(colon + 1);
                }
            }
            return MediaType.parse(type);
        }
    }

    private final String boundary;
    private final String text;

    SlowMultipart(String boundary, byte[] body) {
        this(boundary, new String(body, ISO_8859_1));
    }

    private SlowMultipart(String boundary, String text) {
        this.boundary = boundary;
        this.text = text;
    }

    /** Whether there is not even a delimiter, and nothing else but line breaks. */
    boolean isNothing() {
        return text.isBlank() && onlyLineBreaks(text) && !text.contains("--" + boundary);
    }

    private static boolean onlyLineBreaks(String text) {
        return text.chars().allMatch(each -> each == '\r' || each == '\n');
    }

    private List<Part> parts() throws IOException {
        List<Part> parts = new ArrayList<>();
        int at = text.indexOf("--" + boundary);
        require(at >= 0 && onlyLineBreaks(text.substring(0, at)), "text before the first part, or no part");
        at += 2 + boundary.length();
        while (!text.startsWith("--", at)) {
            int content = text.indexOf("\r\n\r\n", at);
            require(content >= 0, "headers without an end");
            content += 4;
            int end = text.indexOf("\r\n--" + boundary, content);
            require(end >= 0, "a part without an end");
            parts.add(new Part(text.substring(at, content), text.substring(content, end)));
            at = end + 4 + boundary.length();
        }
        require(onlyLineBreaks(text.substring(at + 2)), "text behind the last part");
        return parts;
    }

    /** The document of a body whose first part is one. */
    List<String> related() throws IOException {
        List<Part> parts = parts();
        require(!parts.isEmpty(), "no document");
        return document(parts.get(0).content());
    }

    /** The documents of a body whose parts are revisions. */
    List<String> revisions() throws IOException {
        List<String> documents = new ArrayList<>();
        for (Part part : parts()) {
            MediaType type = part.type();
            String inner = type.parameter("boundary");
            if (type.is("application/json")) {
                if (!"true".equals(type.parameter("error"))) {
                    documents.addAll(document(part.content()));
                }
            } else {
                require(
                        type.is("multipart/related")
                                && inner != null
                                && !part.content().isEmpty(),
                        "no revision");
                documents.addAll(
                        part.content().startsWith("{")
                                ? document(part.content())
                                : new SlowMultipart(inner, part.content()).related());
            }
        }
        return documents;
    }

    private static List<String> document(String content) throws IOException {
        byte[] bytes = content.getBytes(ISO_8859_1);
        require(JacksonReading.isValue(bytes), "no JSON");
        String json = JacksonReading.text(bytes);
        return json.strip().startsWith("{") ? List.of(json) : List.of();
    }

    private static void require(boolean holds, String problem) throws IOException {
        if (!holds) {
            throw new IOException(problem);
        }
    }
}
