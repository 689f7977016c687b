package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** One line of {@code scanner-cases.txt}: a text, and the offset at which it is refused, or -1. */
record ScannerCase(String verdict, String text) {
    static final long ACCEPTED = -1;

    static Stream<ScannerCase> all() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ScannerCase.class.getResourceAsStream("scanner-cases.txt")), UTF_8))) {
            return lines
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ScannerCase::parse)
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ScannerCase parse(String line) {
        int verdictEnd = line.indexOf(' ');
        return new ScannerCase(
                line.substring(0, verdictEnd), line.substring(verdictEnd).stripLeading());
    }

    long refusedAt() {
        return isAccepted() ? ACCEPTED : Long.parseLong(verdict);
    }

    boolean isAccepted() {
        return verdict.equals("+");
    }

    byte[] bytes() {
        JsonBuffer bytes = new JsonBuffer();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('<', at);
            if (end < 0) {
                end = text.length();
            }
            bytes.write(text.substring(at, end).getBytes(UTF_8));
            at = end;
            if (end < text.length()) {
                int close = text.indexOf('>', end);
                String hexadecimal = text.substring(end + 1, close);
                if (!hexadecimal.isEmpty()) {
                    bytes.write(Integer.parseInt(hexadecimal.toLowerCase(Locale.ROOT), 16));
                }
                at = close + 1;
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return verdict + ' ' + text;
    }
}
