package io.slipcover.fuzzing;

import io.slipcover.envelope.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A form that is held whole and cut at its boundary.
 *
 * @param text the form without what stands behind its end
 * @param documents where the contents of the fields called {@code _doc} begin and end in the text
 */
record SlowForm(String text, List<Span> documents) {
    /** Where something begins and ends. */
    record Span(int from, int to) {}

    /** Nothing where the body is no form, or one that could be read in two ways. */
    static Optional<SlowForm> of(String boundary, String body) {
        if (!body.startsWith("--" + boundary + "\r\n")) {
            return Optional.empty();
        }
        List<Span> documents = new ArrayList<>();
        int at = 2 + boundary.length();
        while (!body.startsWith("--", at)) {
            int content = body.indexOf("\r\n\r\n", at) + 4;
            int end = body.indexOf("\r\n--" + boundary, content);
            if (!body.startsWith("\r\n", at) || content < 4 || end < 0) {
                return Optional.empty();
            }
            if (isDocument(body.substring(at, content))) {
                documents.add(new Span(content, end));
            }
            at = end + 4 + boundary.length();
        }
        String behind = body.substring(at + 2);
        if (documents.size() > 1 || !(behind.isEmpty() || behind.startsWith("\r\n"))) {
            return Optional.empty();
        }
        return Optional.of(new SlowForm(body.substring(0, at + 2) + (behind.isEmpty() ? "" : "\r\n"), documents));
    }

    private static boolean isDocument(String headers) {
        for (String line : headers.split("\r\n", -1)) {
            if (line.matches("(?is) *content-disposition *:.*")) {
                MediaType disposition = MediaType.parse(line.substring(line.indexOf(':') + 1));
                if ("_doc".equals(disposition.parameter("name")) && disposition.parameter("filename") == null) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The form with another document, or as it came where it has none. */
    String with(String other) {
        if (documents.isEmpty()) {
            return text;
        }
        Span document = documents.get(0);
        return text.substring(0, document.from()) + other + text.substring(document.to());
    }
}
