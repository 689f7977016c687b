package io.slipcover.playground;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.admin.AdminAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WorkersTest {
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private AdminAnswer waiting() {
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return AdminAnswer.json(200, "{}");
    }

    @Test
    void questions_thatAreTooMany_areToldSo_andTheOthersAreAnswered() throws Exception {
        Workers workers = new Workers();
        List<CompletableFuture<AdminAnswer>> asked = new ArrayList<>();
        for (int question = 0; question < 18; question++) {
            asked.add(workers.answer(this::waiting).toCompletableFuture());
        }
        assertThat(asked).noneMatch(CompletableFuture::isDone);
        assertThat(workers.answer(this::waiting).toCompletableFuture().get(1, TimeUnit.MINUTES))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(503))
                .satisfies(answer -> assertThat(answer.body()).contains("\"error\":\"busy\""));

        mayEnd.countDown();
        for (CompletableFuture<AdminAnswer> answer : asked) {
            assertThat(answer.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
        }
    }

    @Test
    void question_thatTakesTooLong_isAnsweredBeforeItsConnectionEnds() throws Exception {
        Workers workers = new Workers(100);
        AdminAnswer late = workers.answer(this::waiting).toCompletableFuture().get(1, TimeUnit.MINUTES);
        assertThat(late.status()).isEqualTo(504);
        assertThat(late.body()).contains("no answer within 100 ms");
        mayEnd.countDown();
    }
}
