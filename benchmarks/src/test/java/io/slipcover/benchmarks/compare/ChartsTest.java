package io.slipcover.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

final class ChartsTest {
    private final Map<Load, String> charts = Charts.of(Sample.RESULTS);

    @Test
    void of_thereIsOneForEachLoadThatWasMeasured() {
        assertThat(charts).containsOnlyKeys(Load.GET, Load.CHANGES);
    }

    @Test
    void of_eachIsSvgWithABarForEachCandidate() throws Exception {
        for (String chart : charts.values()) {
            Document svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(chart.getBytes(UTF_8)));
            assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
            assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(4);
        }
    }

    @Test
    void of_loadWithPoints_hasACurveForEachCandidate() throws Exception {
        String chart = Charts.of(Sample.MORE).get(Load.GROWTH_STREAMS);
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(chart.getBytes(UTF_8)));
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(chart)
                .contains(">MB/s, more is better; medians of 1 rounds<")
                .contains(">connections<");
    }

    @Test
    void of_eachTellsTheUnitAndWhatIsBetter() {
        assertThat(charts.get(Load.GET))
                .contains(">requests/s, more is better; median of 3 rounds, and their middle half<");
    }

    @Test
    void of_eachHasColoursForDarkGround() {
        assertThat(charts.get(Load.GET)).contains("prefers-color-scheme: dark");
    }
}
