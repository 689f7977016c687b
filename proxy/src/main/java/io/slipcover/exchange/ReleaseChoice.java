package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.slipcover.catalog.ClientVersion;
import io.slipcover.catalog.Release;
import io.slipcover.config.ClientVersionRules.PathPrefix;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The release that serves a client, or why there is none. */
sealed interface ReleaseChoice {
    /** The release. */
    record Found(ServedRelease served) implements ReleaseChoice {}

    /** There is none; what the client is told. */
    record None(OwnAnswer answer) implements ReleaseChoice {}

    /**
     * Chooses by the header; else by the path's prefix; else by the user agent; else the version that everyone else is said to have.
     *
     * @param prefix of the path, where it has one
     */
    static ReleaseChoice of(Site site, HttpHeaders headers, @Nullable PathPrefix prefix) {
        String told = told(site, headers, prefix);
        ServedRelease served;
        if (told != null) {
            try {
                served = site.releases().forVersion(told);
            } catch (IllegalArgumentException exception) {
                return unknown(site, String.valueOf(exception.getMessage()));
            }
        } else {
            ClientVersion everyoneElse = site.clientVersion().whenAbsent();
            if (everyoneElse == null) {
                return unknown(
                        site,
                        "the request names no version in "
                                + site.clientVersion().header());
            }
            served = site.releases().forVersion(everyoneElse);
        }
        if (served == null) {
            ClientVersion version = told == null ? site.clientVersion().whenAbsent() : ClientVersion.parse(told);
            return unknown(site, "no release serves version " + version);
        }
        LocalDate sunset = served.release().sunset();
        return sunset != null && !LocalDate.now(site.clock()).isBefore(sunset)
                ? retired(served.release(), sunset)
                : new Found(served);
    }

    private static @Nullable String told(Site site, HttpHeaders headers, @Nullable PathPrefix prefix) {
        String header = headers.get(site.clientVersion().header());
        if (header != null && !header.isBlank()) {
            return header;
        }
        if (prefix != null) {
            return prefix.version();
        }
        String userAgent = headers.get(HttpHeaderNames.USER_AGENT);
        return userAgent == null
                ? null
                : site.clientVersion().versionOfUserAgent(userAgent).orElse(null);
    }

    private static None unknown(Site site, String what) {
        String supported = site.catalog().releases().stream()
                .map(release -> release.clients().toString())
                .collect(Collectors.joining(", "));
        return new None(new OwnAnswer(400, "unknown_client_version", what + "; supported are " + supported));
    }

    private static None retired(Release release, LocalDate sunset) {
        String link = release.link();
        OwnAnswer answer = new OwnAnswer(
                410,
                "release_retired",
                "release " + release.name() + " was retired on " + sunset + (link == null ? "" : ", see " + link));
        new Deprecation(release).apply(answer.headers());
        return new None(answer);
    }
}
