package io.slipcover.playground;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.admin.AdminAnswer;
import io.slipcover.testing.Logged;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    void question_whoseAskerIsGone_isNotMade_andMakesRoomForOthers() throws Exception {
        Workers workers = new Workers();
        AtomicInteger made = new AtomicInteger();
        for (int question = 0; question < 2; question++) {
            workers.answer(this::waiting);
        }
        List<CompletableFuture<AdminAnswer>> gone = new ArrayList<>();
        for (int question = 0; question < 16; question++) {
            gone.add(workers.answer(() -> AdminAnswer.json(200, "" + made.incrementAndGet()))
                    .toCompletableFuture());
        }
        gone.forEach(answer -> answer.cancel(false));
        CompletableFuture<AdminAnswer> last =
                workers.answer(() -> AdminAnswer.json(200, "last")).toCompletableFuture();
        mayEnd.countDown();
        assertThat(last.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
        assertThat(made).hasValue(0);
    }

    @Test
    void failure_ofTheWork_isAnsweredInOrder() throws Exception {
        Workers workers = new Workers();
        try (Logged logged = Logged.by("io.slipcover.playground")) {
            AdminAnswer failed = workers.answer(() -> {
                        throw new IllegalStateException("odd");
                    })
                    .toCompletableFuture()
                    .get(1, TimeUnit.MINUTES);
            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.body())
                    .contains("\"error\":\"internal_server_error\"")
                    .doesNotContain("odd");
            assertThat(logged.lines().toString()).contains("a question of the playground failed");
        }
        AdminAnswer tooMuch = workers.answer(() -> {
                    throw new OutOfMemoryError("Java heap space");
                })
                .toCompletableFuture()
                .get(1, TimeUnit.MINUTES);
        assertThat(tooMuch.status()).isEqualTo(503);
        assertThat(tooMuch.body()).contains("too little memory");
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
