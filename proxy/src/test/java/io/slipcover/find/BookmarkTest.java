package io.slipcover.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonArray;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BookmarkTest {
    private static final QueryDigest QUERY = QueryDigest.of(List.of("a", "b"));

    @Test
    void bookmark_comesBackAsItWent() {
        Bookmark.OfDatabase ofDatabase = new Bookmark.OfDatabase("g1AAAA-_");
        assertThat(Bookmark.decode(ofDatabase.encode(QUERY), QUERY)).isEqualTo(ofDatabase);

        Bookmark.OfOrder ofOrder = new Bookmark.OfOrder(JsonArray.of("[\"Ü\",\"a\"]"));
        Bookmark.OfOrder read = (Bookmark.OfOrder) Bookmark.decode(ofOrder.encode(QUERY), QUERY);
        assertThat(read.place().toString()).isEqualTo("[\"Ü\",\"a\"]");
        assertThat(ofOrder.encode(QUERY)).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void none_isTheBeginning() {
        assertThat(Bookmark.decode(null, QUERY)).isEqualTo(new Bookmark.Start());
        assertThat(Bookmark.decode("", QUERY)).isEqualTo(new Bookmark.Start());
    }

    @Test
    void bookmarkOfAnotherQuery_isNone() {
        String other = new Bookmark.OfDatabase("x").encode(QueryDigest.of(List.of("ab", "")));
        assertThatThrownBy(() -> Bookmark.decode(other, QUERY))
                .isInstanceOf(FindException.class)
                .hasMessage("invalid_bookmark: Invalid bookmark value: \"" + other + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nil", "foo bar", "g1AAAABKeJzLYWBgYMpg", "AA", "AQ==", "\"\\"})
    void whatIsNoBookmark_isSaidInCouchDbsWords(String text) {
        assertThatThrownBy(() -> Bookmark.decode(text, QUERY)).hasMessageStartingWith("invalid_bookmark: Invalid");
    }

    @Test
    void everyCutBookmark_isNone() {
        String whole = new Bookmark.OfOrder(JsonArray.of("[1,\"a\"]")).encode(QUERY);
        for (int length = 1; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            assertThatThrownBy(() -> Bookmark.decode(cut, QUERY)).isInstanceOf(FindException.class);
        }
    }
}
