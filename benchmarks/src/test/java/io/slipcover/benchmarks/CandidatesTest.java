package io.slipcover.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipcover.json.JsonValue;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is measured beside something else does the same. */
final class CandidatesTest {
    private static final int[] WAYS = {1, 5, 20};

    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @ParameterizedTest
    @EnumSource(value = Candidate.class, names = "JACKSON_UNCHANGED", mode = EnumSource.Mode.EXCLUDE)
    void view_everyDocumentAndWay_isThatOfTheOthers(Candidate candidate) throws IOException {
        for (SampleDocument document : SampleDocument.values()) {
            for (int versions : WAYS) {
                assertThat(JsonValue.of(changed(candidate, document, versions))
                                .sameAs(JsonValue.of(changed(Candidate.JACKSON_BY_HAND, document, versions))))
                        .as("%s over %d", document, versions)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SampleDocument.class)
    void view_everyWay_changesTheDocument(SampleDocument document) throws IOException {
        String unchanged = changed(Candidate.JACKSON_UNCHANGED, document, 1);
        assertThat(JsonValue.of(unchanged).sameAs(JsonValue.of(new String(document.bytes(3), UTF_8))))
                .isTrue();
        for (int versions : WAYS) {
            JsonNode view = mapper.readTree(changed(Candidate.SLIPCOVER, document, versions));
            assertThat(view.get("version").intValue()).isEqualTo(SampleSchema.NEWEST - versions);
            assertThat(view).isNotEqualTo(mapper.readTree(unchanged));
        }
    }

    @ParameterizedTest
    @EnumSource(SampleAnswer.class)
    void answer_ofEachKind_isTheOneMadeByHand(SampleAnswer answer) throws IOException {
        EnvelopeBenchmark benchmark = new EnvelopeBenchmark();
        benchmark.answer = answer;
        benchmark.prepare();
        benchmark.slipcover();
        String written = benchmark.written();
        benchmark.jacksonByHand();
        assertSameValues(written, benchmark.written());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20})
    void put_withItsBase_isTheOneMadeByHand(int versions) throws IOException {
        PutBenchmark slipcover = put(versions);
        PutBenchmark byHand = put(versions);
        for (int number = 0; number < 3; number++) {
            slipcover.slipcover();
            byHand.jacksonByHand();
            assertSameValues(slipcover.written(), byHand.written());
        }
    }

    private static PutBenchmark put(int versions) {
        PutBenchmark benchmark = new PutBenchmark();
        benchmark.document = SampleDocument.KB_1;
        benchmark.versions = versions;
        benchmark.prepare();
        return benchmark;
    }

    @Test
    void batch_withBases_isTheOneMadeByHand() throws IOException {
        BulkDocsBenchmark benchmark = new BulkDocsBenchmark();
        benchmark.bases = true;
        benchmark.prepare();
        benchmark.slipcover();
        String batch = benchmark.written();
        benchmark.jacksonByHand();
        assertSameValues(batch, benchmark.written());
    }

    @ParameterizedTest
    @EnumSource(SampleBody.class)
    void scan_ofEachBody_goesThroughAllOfIt(SampleBody body) throws IOException {
        ScanBenchmark benchmark = new ScanBenchmark();
        benchmark.body = body;
        benchmark.prepare();
        ScanBenchmark.Scanned scanned = new ScanBenchmark.Scanned();
        // A scanner is done at the value's end; a line feed may follow.
        assertThat(benchmark.scanner(scanned)).isBetween(scanned.bytes - 1, scanned.bytes);
        assertThat(scanned.bytes).isBetween(15_000_000L, 25_000_000L);
        assertThat(benchmark.envelope(new ScanBenchmark.Scanned())).isEqualTo(scanned.bytes);
        assertThat(benchmark.jackson(new ScanBenchmark.Scanned())).isPositive();
    }

    private static String changed(Candidate candidate, SampleDocument document, int versions) throws IOException {
        Output out = new Output();
        candidate.over(versions).write(document.bytes(3), out);
        return out.toString();
    }

    /** Compares JSON values that stand one behind the other. */
    private void assertSameValues(String first, String second) throws IOException {
        assertThat(mapper.readerFor(JsonNode.class).readValues(first).readAll())
                .isNotEmpty()
                .isEqualTo(mapper.readerFor(JsonNode.class).readValues(second).readAll());
    }
}
