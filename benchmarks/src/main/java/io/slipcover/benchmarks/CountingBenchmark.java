package io.slipcover.benchmarks;

import io.slipcover.document.ReleaseView;
import io.slipcover.document.WayCounter;
import io.slipcover.json.JsonObject;
import io.slipcover.report.ClientReports;
import io.slipcover.report.LoopCounts;
import io.slipcover.report.Reports;
import io.slipcover.report.RequestRecord;
import io.slipcover.report.RouteKind;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** All that the metrics cost a viewed {@code GET} of one document: everything that is noted of it, from the first byte to the last. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CountingBenchmark {
    private final Reports reports = new Reports();
    private final LoopCounts counts = reports.newLoop();
    private final RequestRecord record = new RequestRecord(reports, counts);
    private final ReleaseView view = SampleSchema.view(1);
    private final JsonObject shown = JsonObject.of("{\"_id\":\"a\",\"_rev\":\"1-a\"}");
    private int size = 1000;

    @Benchmark
    public RequestRecord viewedGet() {
        record.begin();
        record.route(RouteKind.DOCUMENT, "notes");
        record.served(view.release().name(), "1.4.2");
        record.received(0);
        record.answered(200);
        ClientReports client = new ClientReports(reports, counts, record.database(), record.release());
        WayCounter documents = client.counts().views(view);
        documents.took(0);
        client.shown(shown);
        record.sent(size);
        record.end(RequestRecord.Ending.WHOLE);
        return record;
    }

    /** What of that is the clock alone: begin, first byte, end. */
    @Benchmark
    public long clock() {
        long begin = System.nanoTime();
        long firstByte = System.nanoTime();
        long end = System.nanoTime();
        return 2 * begin - firstByte - end;
    }
}
