package io.slipcover.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * A file of the page for operators. Everybody may have it: it says nothing of this Slipcover, and a browser cannot send the token before
 * the page has asked for it.
 *
 * @param path where operators ask for it
 * @param resource the name of the resource beside this class
 * @param type the media type
 */
public record PageFile(String path, String resource, String type) implements AdminResource {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String PICTURE = "image/svg+xml";

    /** What stands between the name of a part of the page and the root. */
    static final String PARTS = "/page/";

    private static final List<String> NAMES = List.of(
            "style.css",
            "icon.svg",
            "main.js",
            "ask.js",
            "elements.js",
            "usage.js",
            "chart.js",
            "types.js",
            "failures.js",
            "configuration.js");

    /** The page, and all of its parts. */
    public static List<PageFile> all() {
        return Stream.concat(Stream.of(html("/", "index.html")), NAMES.stream().map(PageFile::part))
                .toList();
    }

    /** A page of its own. */
    public static PageFile html(String path, String resource) {
        return new PageFile(path, "page/" + resource, "text/html; charset=utf-8");
    }

    /** A part of pages: a script, a style sheet or a picture. */
    public static PageFile part(String name) {
        String type = switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js" -> SCRIPT;
            case "css" -> STYLE;
            case "svg" -> PICTURE;
            default -> throw new IllegalArgumentException(name);
        };
        return new PageFile(PARTS + name, "page/" + name, type);
    }

    @Override
    public boolean isForEverybody() {
        return true;
    }

    @Override
    public boolean isListed() {
        return !path.startsWith(PARTS);
    }

    @Override
    public CompletionStage<AdminAnswer> answer(AdminQuestion question) {
        return CompletableFuture.supplyAsync(() -> new AdminAnswer(200, type, text()));
    }

    /** What the file holds. */
    String text() {
        try (InputStream stream = PageFile.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is not beside " + PageFile.class.getName());
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
