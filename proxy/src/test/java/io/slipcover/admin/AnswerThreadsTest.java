package io.slipcover.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.slipcover.report.Reports;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AnswerThreadsTest {
    private static final AdminQuestion QUESTION = new AdminQuestion("", EmptyHttpHeaders.INSTANCE, new byte[0]);

    private static int status(CompletableFuture<AdminAnswer> answer) throws Exception {
        return answer.get(30, TimeUnit.SECONDS).status();
    }

    @Test
    void answersThatHang_keepNoMetricsBack_andMoreOfThemAreRefused() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        JsonAnswer hanging = new JsonAnswer("/usage", question -> {
            try {
                disk.await();
            } catch (InterruptedException exception) {
                Thread.currentThread().interrupt();
            }
            return "{}";
        });
        List<CompletableFuture<AdminAnswer>> waiting = new ArrayList<>();
        try (Metrics metrics = new Metrics(new Reports())) {
            for (int question = 0; question < AnswerThreads.WAITING + 2; question++) {
                waiting.add(hanging.answer(QUESTION).toCompletableFuture());
            }
            assertThat(status(hanging.answer(QUESTION).toCompletableFuture())).isEqualTo(503);
            assertThat(status(metrics.answer(QUESTION).toCompletableFuture())).isEqualTo(200);
        } finally {
            disk.countDown();
        }
        for (CompletableFuture<AdminAnswer> answer : waiting) {
            assertThat(status(answer)).isEqualTo(200);
        }
    }
}
