package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.ClientVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a client tells its version. The header counts first, then the path, then the user agent. Other clients have the
 * version {@code whenAbsent}.
 *
 * @param header the header's name
 * @param pathPrefix whether {@code /v2/db/…} names the version too
 * @param userAgents rules for the user agent; the first rule whose pattern is found counts
 * @param whenAbsent the version of a client that tells none; null: the proxy refuses such a client
 */
public record ClientVersionRules(
        String header,
        boolean pathPrefix,
        List<UserAgentRule> userAgents,
        @Nullable ClientVersion whenAbsent) {
    public static final String DEFAULT_HEADER = "X-Client-Version";

    private static final Pattern PREFIX = Pattern.compile("/+v(\\d+(?:\\.\\d+){0,3})([/?#].*)?", Pattern.DOTALL);

    public ClientVersionRules {
        requireNonNull(header, "header");
        userAgents = List.copyOf(userAgents);
    }

    /** The prefix of a raw path such as {@code /v2/db/doc}; empty where the path has none, or may have none. */
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

    /** The version that a user agent tells, as text. */
    public Optional<String> versionOfUserAgent(String userAgent) {
        return userAgents.stream()
                .flatMap(rule -> rule.version(userAgent).stream())
                .findFirst();
    }

    /**
     * A path's prefix, and the rest of the path.
     *
     * @param version the version as text, without the {@code v}
     * @param rest the path that CouchDB gets; it begins with a slash
     */
    public record PathPrefix(String version, String rest) {
        /** The prefix itself, such as {@code /v2}. */
        public String text() {
            return "/v" + version;
        }
    }
}
