package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.ClientVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a client tells its version: in a header; else in the path; else in its user agent; else one is taken for granted.
 *
 * @param header the header's name
 * @param pathPrefix whether {@code /v2/db/…} names the version too
 * @param userAgents the first whose pattern is found counts
 * @param whenAbsent the version of everyone else; null: such requests are refused
 */
public record ClientVersionRules(
        String header,
        boolean pathPrefix,
        List<UserAgentRule> userAgents,
        @Nullable ClientVersion whenAbsent) {
    public static final String DEFAULT_HEADER = "X-Client-Version";

    private static final Pattern PREFIX = Pattern.compile("/+v(\\d+(?:\\.\\d+){0,2})([/?#].*)?", Pattern.DOTALL);

    public ClientVersionRules {
        requireNonNull(header, "header");
        userAgents = List.copyOf(userAgents);
    }

    /** The prefix of a raw path, such as that of {@code /v2/db/doc}, where paths may have one. */
    public Optional<PathPrefix> prefix(String rawPath) {
        if (!pathPrefix) {
            return Optional.empty();
        }
        Matcher matcher = PREFIX.matcher(rawPath);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String rest = matcher.group(2) == null ? "" : matcher.group(2);
        return Optional.of(new PathPrefix(matcher.group(1), rest.startsWith("/") ? rest : "/" + rest));
    }

    /** The version as text that a user agent tells. */
    public Optional<String> versionOfUserAgent(String userAgent) {
        return userAgents.stream()
                .flatMap(rule -> rule.version(userAgent).stream())
                .findFirst();
    }

    /**
     * A path's prefix, and what is left of the path.
     *
     * @param version the version as text, without the {@code v}
     * @param rest the path that is asked of CouchDB; it begins with a slash
     */
    public record PathPrefix(String version, String rest) {
        /** The prefix itself, such as {@code /v2}. */
        public String text() {
            return "/v" + version;
        }
    }
}
