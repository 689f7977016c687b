package io.slipcover.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of methods and paths; {@code routes.txt} says what is expected. */
final class RouterTest {
    private static final Router ROUTER = new Router(
            Set.of("todos", "a/b", "_session", "_all_dbs", "_up")::contains, Set.of("mapped", "a b")::contains);

    static Stream<String> routes() throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(RouterTest.class.getResourceAsStream("routes.txt"), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void route_isAsListed(String line) {
        String[] sides = line.split(" -> ", 2);
        String[] request = sides[0].split(" ", 3);
        HttpHeaders headers = new DefaultHttpHeaders();
        if (request.length > 2) {
            String[] header = request[2].split(": ", 2);
            headers.add(header[0], header[1]);
        }
        String method = MethodOverride.take(request[0], headers);
        assertThat(shown(ROUTER.route(method, Target.parse(request[1]), headers)))
                .isEqualTo(sides[1]);
    }

    private static String shown(Route route) {
        if (route instanceof Route.Viewed viewed) {
            return "Viewed " + viewed.answer();
        } else if (route instanceof Route.WrittenDocument written) {
            return "WrittenDocument " + written.database() + " " + written.id();
        } else if (route instanceof Route.WrittenInParts written) {
            return "WrittenInParts " + written.database() + " " + written.id() + " " + written.boundary();
        } else if (route instanceof Route.WrittenInForm form) {
            return "WrittenInForm " + form.database() + " " + form.id() + " " + form.boundary();
        } else if (route instanceof Route.WrittenBatch batch) {
            return "WrittenBatch " + batch.database();
        } else if (route instanceof Route.SelectedChanges changes) {
            return "SelectedChanges " + changes.answer();
        }
        return route.getClass().getSimpleName();
    }

    @Test
    void methodOverride_isTakenAway_andCountsOnlyOnce() {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.add("X-HTTP-Method-Override", "GET").add("x-http-method-override", "GET");
        assertThat(MethodOverride.take("POST", headers)).isEqualTo("POST");
        assertThat(headers).isEmpty();
        headers.add("X-HTTP-Method-Override", "DELETE");
        assertThat(MethodOverride.take("PUT", headers)).isEqualTo("PUT");
        assertThat(headers).isEmpty();
    }

    @Test
    void parameters_areTakenAwayInEverySpelling_andAdded() {
        assertThat(QueryParameters.without("/d/_changes?Limit=1&since=2;l%69mit=3&limited=4", "limit"::equals))
                .isEqualTo("/d/_changes?since=2&limited=4");
        assertThat(QueryParameters.without("/d/_changes?limit=1", "limit"::equals))
                .isEqualTo("/d/_changes");
        assertThat(QueryParameters.without("/d/_changes", "limit"::equals)).isEqualTo("/d/_changes");
        assertThat(QueryParameters.with("/d", "since", "1-a=&")).isEqualTo("/d?since=1-a%3D%26");
        assertThat(QueryParameters.with("/d?x=1", "since", "2")).isEqualTo("/d?x=1&since=2");
    }

    @ParameterizedTest
    @CsvSource({
        "/todos/_changes?feed=longpoll, true",
        "/todos/%5Fchanges?FEED=eventsource, true",
        "/_db_updates?feed=continuous, true",
        "/todos/_changes?feed=longpoll&feed=normal, false",
        "/todos/_changes, false",
        "/todos/doc?feed=longpoll, false"
    })
    void feed_isWhatLasts(String target, boolean feed) {
        assertThat(Target.parse(target).isFeed()).isEqualTo(feed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/b?x://y;/a/b?x://y",
                "*;*",
                "http://h/a//b;/a//b",
                "HTTPS://u@h:1/a?b;/a?b",
                "http://h?a=/b;/?a=/b",
                "http://h#/a;/#/a",
                "http://h;/",
                "http://;/"
            })
    void originForm_isThePathAlone(String rawAndForm) {
        String[] pair = rawAndForm.split(";", -1);
        assertThat(Target.originForm(pair[0])).isEqualTo(pair[1]);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b?c#d, /a/b?c#d",
        "'/\u001a\u0000a\u007f', /%1A%00a%7F",
        "'/\u00c3\u00a9 b\t', /%C3%A9%20b%09",
    })
    void asciiOnly_characterThatHasNoPlaceInALine_isEncoded(String raw, String sent) {
        assertThat(Target.asciiOnly(raw)).isEqualTo(sent);
        assertThat(Target.parse(sent)).usingRecursiveComparison().isEqualTo(Target.parse(raw));
    }

    @Test
    void query_isReadAsCouchDbReadsIt() {
        QueryParameters query = Target.parse(
                        "/d/a?rev=1-a&REV=2-b;rev=3-c&new_edits=false&new_edits=x&NEW_EDITS=true&e")
                .query();
        assertThat(query.first("rev")).isEqualTo("1-a");
        assertThat(query.first("Rev")).isNull();
        assertThat(query.first("e")).isEmpty();
        assertThat(query.all("rev")).containsExactly("1-a", "3-c");
        assertThat(query.isSet("new_edits", true)).isFalse();
        assertThat(query.isSet("NEW_EDITS", false)).isTrue();
        assertThat(query.isSet("other", true)).isTrue();
    }

    @Test
    void replacing_changesThatParameterAlone() {
        for (String[] pair : List.of(
                new String[] {"/d/a?rev=%221-a~12345678%22&x=%2F", "/d/a?rev=1-a&x=%2F"},
                new String[] {"/d/a?x=1;rev=1-a", "/d/a?x=1;rev=1-a"},
                new String[] {"/d/rev=x?prev=1-a~12345678", "/d/rev=x?prev=1-a~12345678"},
                new String[] {"/d/a?rev", "/d/a?rev"},
                new String[] {"/d/a?x=1&r%65v=2-b~12345678", "/d/a?x=1&r%65v=2-b"},
                new String[] {"/d/a?rev=2-b~12345678#rev=3", "/d/a?rev=2-b#rev=3"})) {
            String changed = QueryParameters.replacing(
                    pair[0], "rev", given -> given.replace("\"", "").replaceAll("~.*", ""));
            assertThat(changed).isEqualTo(pair[1]);
        }
    }

    @Test
    void segment_exchanged_leavesTheRestAsItCame() {
        assertThat(Target.withSegment("/d%2Fb//_design/app/_view/x%20y?a=%22b", 2, "app v3"))
                .isEqualTo("/d%2Fb//_design/app%20v3/_view/x%20y?a=%22b");
        assertThat(Target.withSegment("http://h:1/db/_design/app", 2, "b")).isEqualTo("http://h:1/db/_design/b");
    }
}
