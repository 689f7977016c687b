package io.slipcover.onepass;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which books a thread keeps, where there are more makers of plans than books. */
final class PlanBooksTest {
    /** Each of these is another one. */
    private static final class Maker implements PlanMaker {
        @Override
        public @Nullable DocumentPlan plan(List<JsonName> names, JsonObject document) {
            return null;
        }
    }

    private static List<PlanMaker> makers(int count) {
        return Stream.generate(() -> (PlanMaker) new Maker()).limit(count).toList();
    }

    private static List<PlanBook> inTurn(List<PlanMaker> makers) {
        return makers.stream().map(PlanBooks::ofThread).toList();
    }

    @Test
    void booksOfEightMakers_areAllFoundAgain() {
        List<PlanMaker> makers = makers(8);
        for (int round = 0; round < 400; round++) { // By then those are gone that the thread had before.
            inTurn(makers);
        }
        List<PlanBook> books = inTurn(makers);

        assertThat(inTurn(makers)).isEqualTo(books);
    }

    @Test
    void bookThatIsNew_learnsFromNoDocumentAlone() {
        List<PlanMaker> makers = makers(17);
        inTurn(makers);

        assertThat(inTurn(makers).stream().filter(book -> book.mayLearn(EntryKind.BARE)))
                .hasSizeLessThan(8);
        assertThat(inTurn(makers)).allMatch(book -> book.mayLearn(EntryKind.around()));
    }

    @Test
    void booksThatAreFoundAgain_outliveOnesThatAreNot() {
        List<PlanMaker> makers = makers(3);
        inTurn(makers);
        List<PlanBook> found = inTurn(makers);
        for (int round = 0; round < 20; round++) {
            inTurn(makers(3));

            assertThat(inTurn(makers)).isEqualTo(found);
        }
    }

    @Test
    void makersThatComeInThePlaceOfOthers_getBooksThatLast() {
        List<PlanMaker> before = makers(8);
        inTurn(before);
        inTurn(before);
        List<PlanMaker> after = makers(4);
        List<PlanBook> books = inTurn(after);

        assertThat(inTurn(after)).isEqualTo(books);
        assertThat(books).allMatch(book -> book.mayLearn(EntryKind.BARE));
    }
}
