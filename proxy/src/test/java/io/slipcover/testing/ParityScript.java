package io.slipcover.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Exchanges, one a line, as the beginning of {@code parity.txt} says. */
public final class ParityScript {
    private static final Pattern HEADER = Pattern.compile("([A-Za-z-]+): (.*)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(r|n|\\\\|x([0-9a-f]{2}))");

    private ParityScript() {}

    /**
     * One exchange.
     *
     * @param mark what is special about it, or a space
     * @param body null where there is none; a byte is a char
     */
    public record Line(String text, char mark, String method, String target, List<String> headers, String body) {
        /** Whether it changes nothing, so that the same database can be asked twice. */
        public boolean onlyReads() {
            return mark == '='
                    || mark == '~'
                    || List.of("GET", "HEAD", "OPTIONS").contains(method);
        }

        /** Whether the body tells of the moment alone. */
        public boolean isOfTheMoment() {
            return mark == '~';
        }

        /** Whether ids are made at random. */
        public boolean isRandom() {
            return mark == '%';
        }

        /** The request, with headers of the test's own and the body's length. */
        public String request(List<String> more) {
            StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
            for (String header : more) {
                if (!has(header.substring(0, header.indexOf(':')))) {
                    request.append(header).append("\r\n");
                }
            }
            for (String header : headers) {
                if (!header.endsWith(": -")) {
                    request.append(header).append("\r\n");
                }
            }
            if (body != null && !has("Content-Type")) {
                request.append("Content-Type: application/json\r\n");
            }
            if (!has("Transfer-Encoding") && !onlyGets()) {
                request.append("Content-Length: ")
                        .append(body == null ? 0 : body.length())
                        .append("\r\n");
            }
            return request.append("\r\n").append(body == null ? "" : body).toString();
        }

        private boolean onlyGets() {
            return body == null && List.of("GET", "HEAD", "OPTIONS", "TRACE").contains(method);
        }

        private boolean has(String name) {
            return headers.stream()
                    .anyMatch(
                            header -> header.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"));
        }
    }

    public static List<Line> read(InputStream script) throws IOException {
        try (script) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ParityScript::line)
                    .toList();
        }
    }

    private static Line line(String text) {
        String[] parts = text.split(" \\| ", -1);
        char mark = "=~%".indexOf(parts[0].charAt(0)) < 0 ? ' ' : parts[0].charAt(0);
        String[] first = (mark == ' ' ? parts[0] : parts[0].substring(1)).split(" ", 2);
        List<String> headers = new ArrayList<>();
        String body = null;
        for (int index = 1; index < parts.length; index++) {
            if (index < parts.length - 1 || HEADER.matcher(parts[index]).matches()) {
                headers.add(parts[index]);
            } else {
                body = unescaped(parts[index]);
            }
        }
        return new Line(text, mark, first[0], first[1], List.copyOf(headers), body);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll((MatchResult match) -> Matcher.quoteReplacement(
                        switch (match.group(1).charAt(0)) {
                            case 'r' -> "\r";
                            case 'n' -> "\n";
                            case '\\' -> "\\";
                            default -> String.valueOf((char) Integer.parseInt(match.group(2), 16));
                        }));
    }
}
