package io.slipcover.find;

import static io.slipcover.find.PagesOfDocuments.BOOKMARK;
import static io.slipcover.find.PagesOfDocuments.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PagedSearchTest {
    private static final String SELECTOR = "{\"ok\":true}";

    private final PagesOfDocuments database = new PagesOfDocuments();
    private final List<String> matching = new ArrayList<>();

    /** Documents of which about one in three is a result. */
    private void fill(int count) {
        for (int index = 0; index < count; index++) {
            String id = "d%03d".formatted(index);
            boolean ok = index * index % 7 == 1 || index % 11 == 0;
            database.put(id, "\"ok\":" + ok);
            if (ok) {
                matching.add(id);
            }
        }
    }

    private JsonObject page(String bookmark, long limit, long skip, PageSizes sizes) {
        return database.answer(out -> new StagedSearch(
                database.findAnswer(SELECTOR, out),
                List.of(PagesOfDocuments.everything()),
                false,
                true,
                Bookmark.decode(bookmark, database.query()),
                limit,
                skip,
                false,
                true,
                () -> sizes));
    }

    private List<String> walk(long limit, int smallest, int largest) {
        List<String> all = new ArrayList<>();
        String bookmark = null;
        while (true) {
            JsonObject answer = page(bookmark, limit, 0, new PageSizes(smallest, largest));
            List<String> found = ids(answer);
            all.addAll(found);
            bookmark = answer.string(BOOKMARK);
            if (found.isEmpty()) {
                return all;
            }
            assertThat(found).hasSizeLessThanOrEqualTo((int) limit);
        }
    }

    @Test
    void pages_ofEverySize_haveEachResultOnce() {
        fill(60);
        for (boolean breaksOff : new boolean[] {false, true}) {
            database.breakOff(breaksOff);
            for (int limit = 1; limit <= 30; limit++) {
                for (int smallest = 1; smallest <= 12; smallest += 2) {
                    assertThat(walk(limit, smallest, 2 * smallest))
                            .as("limit %d, pages from %d", limit, smallest)
                            .isEqualTo(matching);
                }
            }
        }
    }

    @Test
    void skip_countsResults() {
        fill(60);
        for (int skip = 0; skip <= matching.size() + 1; skip++) {
            JsonObject answer = page(null, 4, skip, new PageSizes(5, 10));
            int from = Math.min(skip, matching.size());
            assertThat(ids(answer)).isEqualTo(matching.subList(from, Math.min(from + 4, matching.size())));
        }
    }

    @Test
    void everyCandidateAResult_asksOnce() {
        for (int index = 0; index < 10; index++) {
            database.put("d" + index, "\"ok\":true");
        }
        JsonObject answer = page(null, 5, 0, new PageSizes(100, 100));
        assertThat(ids(answer)).hasSize(5);
        assertThat(database.questions()).isEqualTo(1);
        assertThat(ids(page(answer.string(BOOKMARK), 5, 0, new PageSizes(100, 100))))
                .containsExactly("d5", "d6", "d7", "d8", "d9");
    }

    @Test
    void limit0_findsNothing_andStaysWhereItIs() {
        fill(10);
        JsonObject answer = page(null, 0, 3, new PageSizes());
        assertThat(answer.toString()).isEqualTo("{\"docs\":[\r\n],\r\n\"bookmark\": \"nil\"}");
    }

    @Test
    void documentsWrittenAsThePageIsAskedForAgain_areNoHindrance() {
        for (int index = 0; index < 40; index++) {
            database.put("d%03d".formatted(2 * index), "\"ok\":" + (index % 2 == 0));
        }
        int[] asked = {0};
        // The third question is for the page again: by then, one that was looked at is gone, and another has come
        // before it.
        database.betweenPages(() -> {
            if (++asked[0] == 3) {
                database.remove("d008");
                database.put("d009", "\"ok\":true");
                database.put("d011", "\"ok\":true");
            }
        });
        JsonObject first = page(null, 4, 0, new PageSizes(10, 10));
        assertThat(ids(first)).containsExactly("d000", "d004", "d008", "d012");
        assertThat(ids(page(first.string(BOOKMARK), 2, 0, new PageSizes(10, 10))))
                .containsExactly("d016", "d020");
    }

    @Test
    void lastCandidateGoneAsThePageIsAskedForAgain_nothingIsLost() {
        for (int index = 0; index < 40; index++) {
            database.put("d%03d".formatted(index), "\"ok\":" + (index % 2 == 0));
        }
        int[] asked = {0};
        database.betweenPages(() -> {
            if (++asked[0] == 3) {
                database.remove("d006");
            }
        });
        JsonObject first = page(null, 4, 0, new PageSizes(10, 10));
        assertThat(ids(first)).containsExactly("d000", "d002", "d004", "d006");
        assertThat(ids(page(first.string(BOOKMARK), 2, 0, new PageSizes(10, 10))))
                .containsExactly("d008", "d010");
    }

    @Test
    void whatCannotBeShown_endsTheSearch() {
        database.put("a", "\"ok\":true");
        database.put("b", "\"broken\":1");
        assertThatThrownBy(() -> page(null, 5, 0, new PageSizes()))
                .isInstanceOf(FindException.class)
                .hasMessage("migration_failed: b: broken");
    }

    @Test
    void whatIsLeftOut_isSaid_andOthersTakeItsPlace() {
        database.put("a", "\"ok\":true");
        database.put("b", "\"hidden\":1");
        database.put("c", "\"ok\":true");
        JsonObject answer = page(null, 2, 0, new PageSizes());
        assertThat(ids(answer)).containsExactly("a", "c");
        assertThat(answer.toString())
                .contains("\"warning\": \"Documents were left out since they cannot be shown: 1.\"");
    }
}
