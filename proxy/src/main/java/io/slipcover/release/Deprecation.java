package io.slipcover.release;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.slipcover.catalog.Release;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The headers that tell clients that their release is on its way out: {@code Deprecation} (RFC 9745), {@code Sunset}
 * (RFC 8594) and {@code Link}.
 */
public final class Deprecation {
    /** The headers' names, for browsers to let applications read them. */
    public static final String NAMES = "Deprecation, Sunset, Link";

    private static final AsciiString DEPRECATION = AsciiString.cached("Deprecation");
    private static final AsciiString SUNSET = AsciiString.cached("Sunset");
    private static final AsciiString LINK = AsciiString.cached("Link");

    /**
     * The format of HTTP's dates, with two digits for the day. {@link DateTimeFormatter#RFC_1123_DATE_TIME} does not
     * always write two.
     */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final @Nullable String deprecation;
    private final @Nullable String sunset;
    private final @Nullable String link;

    Deprecation(Release release) {
        LocalDate deprecated = release.deprecated();
        LocalDate retired = release.sunset();
        this.deprecation = deprecated == null
                ? null
                : "@" + deprecated.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        this.sunset = retired == null ? null : HTTP_DATE.format(retired.atStartOfDay(ZoneOffset.UTC));
        this.link = release.link() == null
                ? null
                : "<" + release.link() + ">; rel=\""
                        + (retired == null || deprecated != null ? "deprecation" : "sunset") + "\"";
    }

    void apply(HttpHeaders headers) {
        if (deprecation != null) {
            headers.set(DEPRECATION, deprecation);
        }
        if (sunset != null) {
            headers.set(SUNSET, sunset);
        }
        if (link != null) {
            headers.add(LINK, link);
        }
    }
}
