package io.slipcover.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A file of a page for operators. It holds no data, so everybody may have it. The page may load nothing from elsewhere, and no other page may
 * show it in a frame.
 *
 * @param type the media type
 * @param owner the class beside which the file stands
 * @param file the file's name, as the class finds it
 */
public record PageFile(String path, String type, Class<?> owner, String file) implements AdminResource {
    private static final Map<String, String> PROTECTION = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    /** A page. */
    public static PageFile html(String path, Class<?> owner, String file) {
        return new PageFile(path, "text/html; charset=utf-8", owner, file);
    }

    /** A style sheet. */
    public static PageFile css(String path, Class<?> owner, String file) {
        return new PageFile(path, "text/css; charset=utf-8", owner, file);
    }

    /** A script. */
    public static PageFile script(String path, Class<?> owner, String file) {
        return new PageFile(path, "text/javascript; charset=utf-8", owner, file);
    }

    @Override
    public boolean isForEverybody() {
        return true;
    }

    @Override
    public boolean isListed() {
        return type.startsWith("text/html");
    }

    @Override
    public CompletionStage<AdminAnswer> answer(AdminQuestion question) {
        return AnswerThreads.FILES.make(() -> new AdminAnswer(200, type, text(), PROTECTION));
    }

    private String text() {
        try (InputStream stream = owner.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException(file + " is not beside " + owner.getName());
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
