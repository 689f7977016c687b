package io.slipcover.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;

/**
 * Spells one target in many ways: what is decoded to the same, what CouchDB takes for the same although it is not, and what is nearly
 * the same and may be anything.
 */
public final class Spelling {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~";

    private final Random random;

    public Spelling(Random random) {
        this.random = random;
    }

    /**
     * A target.
     *
     * @param segments of the path, decoded
     * @param query names and values in turn, decoded
     */
    public String target(List<String> segments, List<String> query) {
        StringBuilder target = new StringBuilder(one("", "", "", "/", "//", "http://couch.example", "http://u@h:80"));
        for (int index = 0; index < segments.size(); index++) {
            boolean joined = index > 1 && random.nextInt(30) == 0;
            target.append(joined ? one("%2F", "%2f") : one("/", "/", "/", "/", "/", "//", "///"))
                    .append(segment(segments.get(index)));
        }
        target.append(one("", "", "", "", "", "", "", "/", "//", ";v=1", "%20", "%00", "+"));
        List<String> parameters = new ArrayList<>();
        for (int index = 0; index < query.size(); index += 2) {
            parameter(parameters, query.get(index), query.get(index + 1));
        }
        if (random.nextInt(4) == 0) {
            parameters.add(
                    random.nextInt(parameters.size() + 1), one("", "x=1", "=", "y", "=true", "x=%26include_docs=true"));
        }
        for (int index = 0; index < parameters.size(); index++) {
            target.append(index == 0 ? "?" : one("&", "&", "&", ";")).append(parameters.get(index));
        }
        if (parameters.isEmpty() && random.nextInt(4) == 0) {
            target.append('?');
        }
        return target.append(one("", "", "", "", "", "#", "#f?include_docs=false", "#/x?y"))
                .toString();
    }

    private String segment(String segment) {
        if (random.nextInt(40) == 0) {
            return encoded(segment.toUpperCase(Locale.ROOT), character -> false);
        }
        return switch (random.nextInt(6)) {
            case 0 -> encoded(segment, character -> true);
            case 1 -> encoded(segment, character -> character == '_');
            case 2 -> encoded(segment, character -> random.nextBoolean());
            default -> encoded(segment, character -> false);
        };
    }

    private void parameter(List<String> parameters, String name, String value) {
        boolean odd = random.nextInt(3) == 0;
        String spelled = encoded(
                        odd && random.nextInt(4) == 0 ? name.toUpperCase(Locale.ROOT) : name,
                        character -> odd && random.nextBoolean())
                + "="
                + encoded(
                        odd && random.nextInt(4) == 0 ? value.toUpperCase(Locale.ROOT) : value,
                        character -> odd && random.nextBoolean());
        String other = name + "=" + one("false", "true", "", "normal", "x");
        switch (random.nextInt(10)) {
            case 0 -> parameters.addAll(List.of(spelled, other));
            case 1 -> parameters.addAll(List.of(other, spelled));
            case 2 -> parameters.addAll(List.of(spelled, spelled));
            default -> parameters.add(spelled);
        }
    }

    private String encoded(String text, IntPredicate needless) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xFF);
            if (PLAIN.indexOf(character) >= 0 && !needless.test(character)) {
                encoded.append(character);
            } else if (character == ' ' && random.nextBoolean()) {
                encoded.append('+');
            } else {
                String code = Integer.toHexString(character + 0x100).substring(1);
                encoded.append('%').append(random.nextBoolean() ? code : code.toUpperCase(Locale.ROOT));
            }
        }
        return encoded.toString();
    }

    /** One of several, each as likely as it is often named. */
    public String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
