package io.slipcover.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A digest of all that decides what clients of a release see of a stored document, and which functions make something of it for them. */
final class ViewDigest {
    private static final int DIGITS = 8;

    private ViewDigest() {}

    /** 8 hex digits: the first of the SHA-256 of rules, paths, defaults and design documents. */
    static String of(Catalog catalog, Release release) {
        StringBuilder text = shapes(catalog, release);
        release.design().rules().forEach(rule -> line(text, rule));
        return digits(text.toString());
    }

    /** 8 hex digits of the release's name, and of all that decides what its clients see of a stored document. */
    static String ofShapes(Catalog catalog, Release release) {
        StringBuilder text = shapes(catalog, release);
        line(text, release.name());
        return digits(text.toString());
    }

    private static StringBuilder shapes(Catalog catalog, Release release) {
        StringBuilder text = rules(catalog);
        for (Map.Entry<String, Integer> entry : new TreeMap<>(release.types()).entrySet()) {
            line(text, entry.getKey());
            lines(text, catalog, release, entry.getKey(), entry.getValue());
        }
        return text;
    }

    /** 8 hex digits of all that decides what clients of any release see of documents of one type, and in which shape these are stored. */
    static String ofType(Catalog catalog, String type) {
        StringBuilder text = rules(catalog);
        line(text, type);
        line(text, catalog.store().types().getOrDefault(type, 0));
        for (Release release : catalog.releases()) {
            Integer wanted = release.types().get(type);
            if (wanted != null) {
                lines(text, catalog, release, type, wanted);
            }
        }
        return digits(text.toString());
    }

    /** What tells the types and the versions of documents. */
    private static StringBuilder rules(Catalog catalog) {
        StringBuilder text = new StringBuilder();
        line(text, catalog.typeRule());
        line(text, catalog.versionRule());
        line(text, catalog.recognition());
        return text;
    }

    /** What decides how clients of a release see documents of one type, of which the release has this version. */
    private static void lines(StringBuilder text, Catalog catalog, Release release, String type, int wanted) {
        line(text, wanted);
        for (int stored : catalog.versions(type)) {
            line(text, catalog.path(type, stored, wanted).text());
        }
        line(text, catalog.defaults(release, type));
    }

    /** The first 8 hex digits of a text's SHA-256. */
    private static String digits(String text) {
        return HexFormat.of().formatHex(sha256(text.getBytes(UTF_8))).substring(0, DIGITS);
    }

    private static void line(StringBuilder text, Object part) {
        text.append(part).append('\n');
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
