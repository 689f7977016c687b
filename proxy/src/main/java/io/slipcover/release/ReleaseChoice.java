package io.slipcover.release;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.slipcover.catalog.ClientVersion;
import io.slipcover.catalog.Release;
import io.slipcover.config.ClientVersionRules.PathPrefix;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The choice of the release that serves a client, or the reason why no release does. */
public sealed interface ReleaseChoice {
    /** The release. */
    record Found(ServedRelease served) implements ReleaseChoice {}

    /**
     * No release serves the client. The record holds what the client is told.
     *
     * @param headers the headers of the answer
     */
    record None(int status, String error, String reason, HttpHeaders headers) implements ReleaseChoice {}

    /**
     * Chooses by the client's version. The header counts first, then the path's prefix, then the user agent, then the
     * configured version of all other clients.
     *
     * @param prefix the path's prefix; null where the path has none
     */
    static ReleaseChoice of(ServedReleases releases, HttpHeaders headers, @Nullable PathPrefix prefix) {
        String told = told(releases, headers, prefix);
        ServedRelease served;
        if (told != null) {
            try {
                served = releases.forVersion(told);
            } catch (IllegalArgumentException exception) {
                return unknown(releases, String.valueOf(exception.getMessage()));
            }
        } else {
            ClientVersion everyoneElse = releases.rules().whenAbsent();
            if (everyoneElse == null) {
                return unknown(
                        releases,
                        "the request names no version in " + releases.rules().header());
            }
            served = releases.forVersion(everyoneElse);
        }
        if (served == null) {
            ClientVersion version = told == null ? releases.rules().whenAbsent() : ClientVersion.parse(told);
            return unknown(releases, "no release serves version " + version);
        }
        LocalDate sunset = served.release().sunset();
        return sunset != null && !releases.today().isBefore(sunset)
                ? retired(served.release(), sunset)
                : new Found(served);
    }

    private static @Nullable String told(ServedReleases releases, HttpHeaders headers, @Nullable PathPrefix prefix) {
        String header = headers.get(releases.rules().header());
        if (header != null && !header.isBlank()) {
            return header;
        }
        if (prefix != null) {
            return prefix.version();
        }
        String userAgent = headers.get(HttpHeaderNames.USER_AGENT);
        return userAgent == null
                ? null
                : releases.rules().versionOfUserAgent(userAgent).orElse(null);
    }

    private static None unknown(ServedReleases releases, String what) {
        String supported = releases.catalog().releases().stream()
                .map(release -> release.clients().toString())
                .collect(Collectors.joining(", "));
        return new None(400, "unknown_client_version", what + "; supported are " + supported, new DefaultHttpHeaders());
    }

    private static None retired(Release release, LocalDate sunset) {
        String link = release.link();
        HttpHeaders headers = new DefaultHttpHeaders();
        new Deprecation(release).apply(headers);
        return new None(
                410,
                "release_retired",
                "release " + release.name() + " was retired on " + sunset + (link == null ? "" : ", see " + link),
                headers);
    }
}
