package io.slipcover.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What two answers to one question are compared by: without what two answers of CouchDB itself would not have in common. */
public final class Masked {
    /** About one connection, or for Slipcover's own clients alone. */
    private static final Set<String> LEFT_OUT = Set.of("connection", "keep-alive", "vary");

    private static final Set<String> OF_THE_MOMENT =
            Set.of("date", "x-couch-request-id", "x-couchdb-body-time", "last-modified", "expires");
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([-0-9a-f]{32,34})\"?");

    private static final Map<Pattern, String> TEXTS = new TreeMap<>(java.util.Comparator.comparing(Pattern::pattern));

    static {
        TEXTS.put(Pattern.compile("\"instance_start_time\":\"\\d+\""), "\"instance_start_time\":\"…\"");
        TEXTS.put(Pattern.compile("AuthSession=[^;]*;"), "AuthSession=…;");
        // The time of the answer and Max-Age, which is compared: the two answers may be a second apart.
        TEXTS.put(Pattern.compile("Expires=\\w{3}, \\d{2}-\\w{3}-\\d{4} \\d{2}:\\d{2}:\\d{2} GMT"), "Expires=…");
        TEXTS.put(Pattern.compile("\\d+-g1[-_0-9A-Za-z]+"), "…-g1");
    }

    private Masked() {}

    /**
     * The answer as lines.
     *
     * @param names exchanges names that only one side's databases have
     * @param streamed whether Slipcover's answer comes in chunks, which is between two ends of a connection
     * @param body whether the body counts, and what speaks of it
     * @param random whether ids and revisions in it are random
     */
    public static String of(
            RawAnswer answer, UnaryOperator<String> names, boolean streamed, boolean body, boolean random) {
        StringBuilder text = new StringBuilder(answer.status() + "\n");
        for (RawAnswer.Header header : answer.headers()) {
            String name = header.name().toLowerCase(java.util.Locale.ROOT);
            boolean framing = name.equals("transfer-encoding") || name.equals("content-length");
            if (!LEFT_OUT.contains(name)
                    && !(framing && (streamed || answer.status() == 204))
                    && (body || !List.of("content-length", "etag").contains(name))) {
                String value = OF_THE_MOMENT.contains(name) ? "…" : header.value();
                text.append(header.name())
                        .append(": ")
                        .append(name.equals("etag") ? value.replaceAll("~[0-9a-f]{8}\"$", "\"") : value)
                        .append('\n');
            }
        }
        if (body) {
            text.append('\n').append(answer.body());
        }
        return texts(names.apply(boundaries(text.toString())), random);
    }

    private static String boundaries(String text) {
        String masked = text;
        for (Matcher boundary = BOUNDARY.matcher(text); boundary.find(); ) {
            masked = masked.replace(boundary.group(1), "…boundary…");
        }
        return masked;
    }

    private static String texts(String text, boolean random) {
        String masked = text;
        for (Map.Entry<Pattern, String> each : TEXTS.entrySet()) {
            masked = each.getKey().matcher(masked).replaceAll(each.getValue());
        }
        return random ? masked.replaceAll("[0-9a-f]{32}", "…") : masked;
    }
}
