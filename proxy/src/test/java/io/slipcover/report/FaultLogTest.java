package io.slipcover.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testing.Logged;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FaultLogTest {
    private static final Fault CLOSED =
            Fault.ofUpstream("an answer is lost", "127.0.0.1:5984", "CouchDB closed the connection");

    private final Logged logged = Logged.by(FaultLog.class);
    private final Queue<Runnable> dueInAMinute = new ArrayDeque<>();
    private final FaultLog log = new FaultLog(dueInAMinute::add);

    @AfterEach
    void listenNoMore() {
        logged.close();
    }

    private void minutePasses() {
        List<Runnable> due = new ArrayList<>(dueInAMinute);
        dueInAMinute.clear();
        due.forEach(Runnable::run);
    }

    private List<String> linesOfThisMinute(Runnable what) {
        int before = logged.lines().size();
        what.run();
        return logged.lines().subList(before, logged.lines().size());
    }

    private void tell(int times) {
        for (int time = 0; time < times; time++) {
            log.tell(CLOSED);
        }
    }

    @Test
    void tell_tenThousandInAnOutage_areOneLine_aCountEachMinute_andALastOne() {
        assertThat(linesOfThisMinute(() -> tell(10_000)))
                .containsExactly(
                        "WARN an answer is lost at=\"127.0.0.1:5984\"" + " reason=\"CouchDB closed the connection\"");
        assertThat(linesOfThisMinute(this::minutePasses))
                .containsExactly("WARN again: an answer is lost at=\"127.0.0.1:5984\""
                        + " reason=\"CouchDB closed the connection\" more=\"9999\"");
        assertThat(linesOfThisMinute(() -> tell(5))).isEmpty();
        assertThat(linesOfThisMinute(this::minutePasses))
                .singleElement()
                .asString()
                .endsWith(" more=\"5\"");
        assertThat(linesOfThisMinute(this::minutePasses))
                .containsExactly("INFO no more for a minute: an answer is lost at=\"127.0.0.1:5984\""
                        + " reason=\"CouchDB closed the connection\" times=\"10005\"");
        assertThat(dueInAMinute).isEmpty();
    }

    @Test
    void tell_once_isOneLine_andNoCount() {
        tell(1);
        minutePasses();

        assertThat(logged.lines()).hasSize(1);
        assertThat(dueInAMinute).isEmpty();
    }

    @Test
    void tell_afterItWasOver_isALineAgain() {
        tell(1);
        minutePasses();

        assertThat(linesOfThisMinute(() -> tell(1))).hasSize(1);
    }

    @Test
    void tell_anotherNodeReasonOrMessage_isALineOfItsOwn() {
        tell(2);
        log.tell(Fault.ofUpstream("an answer is lost", "127.0.0.1:5985", "CouchDB closed the connection"));
        log.tell(Fault.ofUpstream("an answer is lost", "127.0.0.1:5984", "CouchDB did not answer"));
        log.tell(Fault.ofClient("a client was too slow", "no more of the request came"));

        assertThat(logged.lines()).hasSize(4);
    }

    @Test
    void tellCounts_atTheEnd_saysWhatNobodyWasTold() {
        tell(3);
        log.tell(Fault.ofClient("a client was too slow", "no more of the request came"));

        assertThat(linesOfThisMinute(log::tellCounts))
                .singleElement()
                .asString()
                .endsWith(" more=\"2\"");
    }

    @Test
    void unexpected_inALoop_isOneLineForEachPlace() {
        for (int time = 0; time < 1000; time++) {
            log.unexpected("an exchange failed unexpectedly", new IllegalStateException("secret"));
            log.unexpected("an exchange failed unexpectedly", new IllegalStateException("secret"));
        }

        assertThat(logged.lines())
                .hasSize(2)
                .allMatch(line -> line.contains("java.lang.IllegalStateException at io.slipcover.report.FaultLogTest"))
                .noneMatch(line -> line.contains("secret"));
    }

    @Test
    void tell_causeThatMayQuoteWhatCame_isNamed_andNotQuoted() {
        log.tell(CLOSED, new SSLException("not an SSL/TLS record: 736563726574"));
        log.tell(Fault.ofUpstream("lost", "b", "c"), new IllegalArgumentException("secret"));
        log.tell(Fault.ofUpstream("lost", "d", "e"), new IOException("Connection reset\nby peer"));

        assertThat(logged.lines())
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("cause=\"javax.net.ssl.SSLException\""),
                        second -> assertThat(second).endsWith("cause=\"java.lang.IllegalArgumentException\""),
                        third -> assertThat(third)
                                .endsWith("cause=\"java.io.IOException: Connection reset\\u000aby peer\""));
    }

    @Test
    void tell_kindsWithoutEnd_takeNoMemoryWithoutEnd() {
        for (int kind = 0; kind < 10_000; kind++) {
            log.tell(Fault.ofClient("a client was too slow", "reason " + kind));
        }

        assertThat(dueInAMinute).hasSize(256);
        assertThat(logged.lines()).hasSize(256);
    }
}
