package io.slipcover.release;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.slipcover.budget.LimitException;
import io.slipcover.catalog.ClientVersion;
import io.slipcover.catalog.Release;
import io.slipcover.config.ClientVersionRules.PathPrefix;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The choice of the release that serves a client, or the reason why no release does. */
public sealed interface ReleaseChoice {
    /**
     * The release.
     *
     * @param version the client's version, in the spelling in which somebody told it
     */
    record Found(ServedRelease served, String version) implements ReleaseChoice {}

    /**
     * No release serves the client. The record holds what the client is told.
     *
     * @param headers the headers of the answer
     * @param vary the names of the headers that decided
     */
    record None(int status, String error, String reason, HttpHeaders headers, String vary) implements ReleaseChoice {}

    /**
     * Chooses by the client's version. The header counts first, then the path's prefix, then the user agent, then the
     * configured version of all other clients.
     *
     * @param prefix the path's prefix; null where the path has none
     */
    static ReleaseChoice of(ServedReleases releases, HttpHeaders headers, @Nullable PathPrefix prefix) {
        String told;
        try {
            told = VersionHeader.version(headers, releases.rules().header());
        } catch (IllegalArgumentException exception) {
            return unknown(releases, false, String.valueOf(exception.getMessage()));
        }
        if (told == null && prefix != null) {
            told = prefix.version();
        }
        boolean asksUserAgent = told == null && !releases.rules().userAgents().isEmpty();
        String userAgent = asksUserAgent ? headers.get(HttpHeaderNames.USER_AGENT) : null;
        if (userAgent != null) {
            try {
                told = releases.rules().versionOfUserAgent(userAgent).orElse(null);
            } catch (LimitException exceeded) {
                return new None(
                        400,
                        "limit_exceeded",
                        exceeded.reason(),
                        new DefaultHttpHeaders(),
                        releases.vary(asksUserAgent));
            }
        }
        return of(releases, told, asksUserAgent);
    }

    private static ReleaseChoice of(ServedReleases releases, @Nullable String told, boolean asksUserAgent) {
        ServedRelease served;
        String version;
        if (told != null) {
            version = told;
            try {
                served = releases.forVersion(told);
            } catch (IllegalArgumentException exception) {
                return unknown(releases, asksUserAgent, String.valueOf(exception.getMessage()));
            }
        } else {
            ClientVersion everyoneElse = releases.rules().whenAbsent();
            if (everyoneElse == null) {
                return unknown(releases, asksUserAgent, "the request names no version: expected one " + ways(releases));
            }
            version = everyoneElse.toString();
            served = releases.forVersion(everyoneElse);
        }
        if (served == null) {
            return unknown(releases, asksUserAgent, "no release serves version " + ClientVersion.parse(version));
        }
        LocalDate sunset = served.release().sunset();
        return sunset != null && !releases.today().isBefore(sunset)
                ? retired(served.release(), sunset, releases.vary(asksUserAgent))
                : new Found(asksUserAgent ? releases.byUserAgent(served) : served, version);
    }

    /** All ways to name a version that the configuration has. */
    private static String ways(ServedReleases releases) {
        List<String> ways = new ArrayList<>();
        ways.add("in the header " + releases.rules().header());
        if (releases.rules().pathPrefix()) {
            ways.add("at the beginning of the path (as in /v2/db)");
        }
        if (!releases.rules().userAgents().isEmpty()) {
            ways.add("in a User-Agent that is known here");
        }
        return String.join(", or ", ways);
    }

    private static None unknown(ServedReleases releases, boolean asksUserAgent, String what) {
        String supported = releases.catalog().releases().stream()
                .map(release -> release.clients().toString())
                .collect(Collectors.joining(", "));
        return new None(
                400,
                "unknown_client_version",
                what + "; supported are " + supported,
                new DefaultHttpHeaders(),
                releases.vary(asksUserAgent));
    }

    private static None retired(Release release, LocalDate sunset, String vary) {
        String link = release.link();
        HttpHeaders headers = new DefaultHttpHeaders();
        new Deprecation(release).apply(headers);
        return new None(
                410,
                "release_retired",
                "release " + release.name() + " was retired on " + sunset + (link == null ? "" : ", see " + link),
                headers,
                vary);
    }
}
