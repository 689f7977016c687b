package io.slipcover.find;

import static io.slipcover.find.PagesOfDocuments.BOOKMARK;
import static io.slipcover.find.PagesOfDocuments.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonObject;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.SortKey;
import io.slipcover.mango.SortOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MergedSearchTest {
    private static final SortLimits PLENTY = new SortLimits(1000, 1 << 20);

    private final PagesOfDocuments database = new PagesOfDocuments();

    private void fill(int count) {
        for (int index = 0; index < count; index++) {
            // Several with one key; some without.
            String key = index % 9 == 4 ? "" : "\"n\":" + index * 37 % 11;
            database.put("d%03d".formatted(index), key);
        }
    }

    private static SortOrder byN(boolean descending) {
        return new SortOrder(List.of(new SortKey(FieldPath.of("n"), descending)));
    }

    private JsonObject page(boolean descending, String bookmark, long limit, long skip, SortLimits limits) {
        return database.answer(out -> new MergedSearch(
                database.findAnswer("{}", out),
                List.of(PagesOfDocuments.everything()),
                byN(descending),
                limits,
                true,
                true,
                true,
                Bookmark.decode(bookmark, database.query()),
                limit,
                skip));
    }

    private List<String> walk(boolean descending, long limit) {
        List<String> all = new ArrayList<>();
        String bookmark = null;
        while (true) {
            JsonObject answer = page(descending, bookmark, limit, 0, PLENTY);
            all.addAll(ids(answer));
            bookmark = answer.string(BOOKMARK);
            if (ids(answer).isEmpty()) {
                return all;
            }
        }
    }

    @Test
    void pages_ofEverySize_haveEachResultOnce_inOrder() {
        fill(50);
        List<String> whole = ids(page(false, null, 1000, 0, PLENTY));
        assertThat(whole).hasSize(44).doesNotContain("d004").startsWith("d000", "d011", "d033", "d044", "d003");
        List<String> backwards = new ArrayList<>(whole);
        Collections.reverse(backwards);
        for (int limit = 1; limit <= 45; limit++) {
            assertThat(walk(false, limit)).as("limit %d", limit).isEqualTo(whole);
            assertThat(walk(true, limit)).as("limit %d, descending", limit).isEqualTo(backwards);
        }
    }

    @Test
    void skip_countsResults() {
        fill(50);
        List<String> whole = ids(page(false, null, 1000, 0, PLENTY));
        for (int skip = 0; skip <= whole.size() + 1; skip++) {
            int from = Math.min(skip, whole.size());
            assertThat(ids(page(false, null, 7, skip, PLENTY)))
                    .isEqualTo(whole.subList(from, Math.min(from + 7, whole.size())));
        }
    }

    @Test
    void documentsWrittenBetweenPages_moveNothing() {
        fill(20);
        List<String> whole = ids(page(false, null, 1000, 0, PLENTY));
        JsonObject first = page(false, null, 5, 0, PLENTY);
        database.put("early", "\"n\":-1");
        database.remove(whole.get(4));
        assertThat(ids(page(false, first.string(BOOKMARK), 5, 0, PLENTY))).isEqualTo(whole.subList(5, 10));
    }

    @Test
    void moreThanTheLimit_isRefused_onEveryPage() {
        fill(20);
        SortLimits tight = new SortLimits(5, 1 << 20);
        assertThatThrownBy(() -> page(false, null, 1, 0, tight))
                .isInstanceOf(FindException.class)
                .hasMessageContaining("no_usable_index")
                .hasMessageContaining("find-sort-limit");
    }

    @Test
    void moreBytesThanTheLimit_areNotHeld() {
        fill(20);
        SortLimits tight = new SortLimits(1000, 700);
        assertThatThrownBy(() -> page(false, null, 10, 0, tight)).hasMessageContaining("find-sort-limit");
        assertThat(ids(page(false, null, 1, 0, tight))).containsExactly("d000");
    }

    @Test
    void limit0_findsNothing_andStaysWhereItIs() {
        fill(20);
        assertThat(page(false, null, 0, 3, PLENTY).toString()).isEqualTo("{\"docs\":[\r\n],\r\n\"bookmark\": \"nil\"}");
        String bookmark = page(false, null, 5, 0, PLENTY).string(BOOKMARK);
        assertThat(page(false, bookmark, 0, 0, PLENTY).string(BOOKMARK)).isEqualTo(bookmark);
    }
}
