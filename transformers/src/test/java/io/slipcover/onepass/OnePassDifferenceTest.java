package io.slipcover.onepass;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.EnvelopeLimits;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/**
 * One pass makes of every answer what the general way makes of it, errors included, wherever the answer is cut. Where texts are trusted,
 * answers are excepted that the general way refuses for what stands in a text.
 */
final class OnePassDifferenceTest {
    @Property(tries = 800, edgeCases = EdgeCasesMode.NONE)
    void anyAnswer_howeverCut_becomesTheSameInBothWays(@ForAll long seed) {
        RandomStream stream = new RandomStream(seed);
        ReleaseView view = stream.view();
        EnvelopeLimits limits = stream.limits();
        StreamKind kind = stream.kind();
        boolean leavesOut = kind != StreamKind.DOCUMENT && kind != StreamKind.OPEN_REVS && stream.chance();
        int documents = 0;
        int asked = 0;
        for (int answer = 0; answer < 4; answer++) {
            List<String> texts = stream.documents(stream.count());
            String body = kind.body(texts);
            byte[] bytes = answer == 3 ? stream.spoilt(body) : body.getBytes(UTF_8);
            List<byte[]> pieces = stream.pieces(bytes);

            Led.Counted general = Led.lead(AnswerReading.GENERAL, limits, kind, view, leavesOut, pieces);
            Led.Counted checked = Led.lead(AnswerReading.CHECKED, limits, kind, view, leavesOut, pieces);
            Led.Counted trusted = Led.lead(AnswerReading.TRUSTED, limits, kind, view, leavesOut, pieces);

            assertThat(checked.led()).as(body).isEqualTo(general.led());
            if (!general.led().isRefusedForTexts()) {
                assertThat(trusted.led()).as(body).isEqualTo(general.led());
            }
            documents += general.asked();
            asked += checked.asked();
        }
        Statistics.label("documents that passed")
                .collect(share(documents - asked, documents))
                .coverage(checker -> {
                    checker.check("more than a fourth").percentage(percentage -> percentage > 15);
                    checker.check("some").percentage(percentage -> percentage > 10);
                });
    }

    private static String share(int passed, int documents) {
        return passed == 0 ? "none" : 4 * passed > documents ? "more than a fourth" : "some";
    }
}
