package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.budget.LimitException;
import io.slipcover.config.ClientVersionRules.PathPrefix;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientVersionRulesTest {
    @ParameterizedTest
    @CsvSource({
        "/v2/db/doc, 2, /db/doc",
        "/v2.1/db, 2.1, /db",
        "/v2.1.0/db/a%2Fb?x=1, 2.1.0, /db/a%2Fb?x=1",
        "/v2, 2, /",
        "/v2/, 2, /",
        "/v2?x=/y, 2, /?x=/y",
        "/v2#f, 2, /#f",
        "//v2/db//doc, 2, /db//doc",
        "/db/v2/doc,,",
        "/version/db,,",
        "/v2x/db,,",
        "/V2/db,,",
        "/v2.1.0.4/db,2.1.0.4,/db",
        "/v2.1.0.4.5/db,,",
    })
    void prefix_path_isTheVersionInFront(String path, String version, String rest) {
        ClientVersionRules rules = new ClientVersionRules("X-Client-Version", true, List.of(), null);

        assertThat(rules.prefix(path).orElse(null)).isEqualTo(version == null ? null : new PathPrefix(version, rest));
    }

    @Test
    void prefix_notConfigured_isNone() {
        assertThat(new ClientVersionRules("X-Client-Version", false, List.of(), null).prefix("/v2/db"))
                .isEmpty();
    }

    @Test
    void versionOfUserAgent_severalRules_theFirstThatMatchesCounts() {
        ClientVersionRules rules = new ClientVersionRules(
                "X-Client-Version",
                false,
                List.of(
                        new UserAgentRule(Pattern.compile("TodoApp/(\\d+)\\.(\\d+)"), "$1.$2.0"),
                        new UserAgentRule(Pattern.compile("TodoApp"), "1"),
                        new UserAgentRule(Pattern.compile("Old(?<major>\\d)"), "${major}")),
                null);

        assertThat(rules.versionOfUserAgent("Mozilla/5.0 TodoApp/2.3 Safari")).contains("2.3.0");
        assertThat(rules.versionOfUserAgent("TodoApp beta")).contains("1");
        assertThat(rules.versionOfUserAgent("x Old4 y")).contains("4");
        assertThat(rules.versionOfUserAgent("curl/8")).isEmpty();
    }

    /** What is not decided is not taken for another client. */
    @ParameterizedTest
    @ValueSource(strings = {"(a+)+c", "(.*a){12}c", "a*a*a*a*a*c"})
    void userAgentRule_patternThatTakesForEver_isGivenUp(String pattern) {
        UserAgentRule rule = new UserAgentRule(Pattern.compile(pattern), "1");
        assertThatThrownBy(() -> rule.version("a".repeat(900)))
                .isInstanceOfSatisfying(
                        LimitException.class, limit -> assertThat(limit.limit()).isEqualTo("user-agent-steps"));
        assertThat(rule.version("b".repeat(20))).isEmpty();
    }

    @Test
    void userAgentRule_groupThatIsNotThere_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserAgentRule(Pattern.compile("a(b)"), "$2"));
        assertThatIllegalArgumentException().isThrownBy(() -> new UserAgentRule(Pattern.compile("a(b)"), "${b}"));
    }

    @Test
    void versionOfUserAgent_veryLongHeader_onlyItsBeginningCounts() {
        UserAgentRule rule = new UserAgentRule(Pattern.compile("TodoApp/(\\d)"), "$1");

        assertThat(rule.version("x".repeat(900) + "TodoApp/2")).contains("2");
        assertThat(rule.version("x".repeat(1_000) + "TodoApp/2")).isEmpty();
    }
}
