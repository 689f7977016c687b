package io.slipcover.testing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer as it came over the wire.
 *
 * @param status the status code
 * @param headers in their order and spelling
 * @param body the payload, without chunks; a byte is a char of ISO 8859-1
 */
public record RawAnswer(int status, List<Header> headers, String body) {
    /** One line of the head. */
    public record Header(String name, String value) {
        boolean isNamed(String other) {
            return name.equalsIgnoreCase(other);
        }

        @Override
        public String toString() {
            return name + ": " + value;
        }
    }

    public RawAnswer {
        headers = List.copyOf(headers);
    }

    static RawAnswer of(String head, String wireBody) {
        String[] lines = head.split("\r\n", -1);
        List<Header> headers = java.util.Arrays.stream(lines, 1, lines.length)
                .filter(line -> !line.isEmpty())
                .map(line -> line.split(":\\s*", 2))
                .map(pair -> new Header(pair[0], pair[1]))
                .toList();
        boolean chunked = headers.stream()
                .anyMatch(header -> header.isNamed("Transfer-Encoding")
                        && header.value().toLowerCase(Locale.ROOT).equals("chunked"));
        return new RawAnswer(
                Integer.parseInt(lines[0].substring(9, 12)),
                headers,
                chunked && !wireBody.isEmpty() ? Wire.unchunked(wireBody) : wireBody);
    }

    /** The value of the first header of this name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.isNamed(name))
                .map(Header::value)
                .findFirst();
    }
}
