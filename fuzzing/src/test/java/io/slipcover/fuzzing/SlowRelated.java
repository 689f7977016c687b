package io.slipcover.fuzzing;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document with attachments that is held whole and searched for its boundary.
 *
 * @param preamble everything up to the headers of the first part
 * @param headers the headers of the first part, with the empty line
 * @param document the content of the first part
 * @param behind everything from the second delimiter on, as CouchDB may get it
 */
record SlowRelated(String preamble, String headers, String document, String behind) {
    /** Possessive, since Java's stack would not last for all lines otherwise. */
    private static final Pattern LENGTH =
            Pattern.compile("(?<=\\r\\n|^)(?:[^:\\r]|\\r(?!\\n))*+:((?:[^\\r]|\\r(?!\\n))*+)\\r\\n");

    /** Nothing where the body has no whole first part. */
    static Optional<SlowRelated> of(String boundary, String body) {
        int first = body.indexOf("--" + boundary);
        int headers = first + 2 + boundary.length();
        int content = first < 0 || body.startsWith("--", headers) ? -1 : body.indexOf("\r\n\r\n", headers);
        int end = content < 0 ? -1 : body.indexOf("\r\n--" + boundary, content + 4);
        if (end < 0) {
            return Optional.empty();
        }
        String document = body.substring(content + 4, end);
        return Optional.of(new SlowRelated(
                body.substring(0, headers),
                body.substring(headers, content + 4),
                document,
                withoutEpilogue(boundary, body, end)));
    }

    /** The body from here on. Line feeds stand in place of what comes behind the delimiter that closes it. */
    private static String withoutEpilogue(String boundary, String body, int from) {
        String delimiter = "\r\n--" + boundary;
        for (int at = body.indexOf(delimiter, from); at >= 0; at = body.indexOf(delimiter, at)) {
            at += delimiter.length();
            if (body.startsWith("--", at)) {
                return body.substring(from, at + 2) + "\n".repeat(body.length() - at - 2);
            }
            int content = body.indexOf("\r\n\r\n", at);
            if (content < 0) {
                break;
            }
            at = content + 4;
        }
        return body.substring(from);
    }

    /** The body with another document. The last header that tells a length in digits tells the new length. */
    String with(String other) {
        MatchResult last = null;
        Matcher lines = LENGTH.matcher(headers);
        while (lines.find()) {
            String name = headers.substring(lines.start(), headers.indexOf(':', lines.start()));
            if (strip(name).toLowerCase(Locale.ROOT).equals("content-length")) {
                last = lines.toMatchResult();
            }
        }
        String made = headers;
        if (last != null && strip(last.group(1)).matches("[0-9]{1,18}")) {
            made = headers.substring(0, last.start(1)) + " " + other.length() + headers.substring(last.end(1));
        }
        return preamble + made + other + behind;
    }

    private static String strip(String text) {
        return text.replaceAll("^ +| +$", "");
    }
}
