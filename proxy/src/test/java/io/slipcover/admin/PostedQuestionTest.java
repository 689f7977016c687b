package io.slipcover.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.HttpRequest;
import io.slipcover.testing.Wire;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions with a body, and what keeps pages of strangers from asking them. */
final class PostedQuestionTest {
    private static final int MOST = 100_000;
    private static final String TOKEN = "a-word-that-nobody-guesses";
    private static final String JSON = "Content-Type: application/json\r\n";

    private final HeldBodies bodies = new HeldBodies(2 * MOST);
    private AdminServer admin;

    /** A resource that tells what it was sent. */
    private record Echo(String path, int maximumBody) implements AdminResource {
        @Override
        public CompletionStage<AdminAnswer> answer(AdminQuestion question) {
            String told = question.body().length + " " + question.header("X-Word") + " " + question.query();
            return CompletableFuture.completedFuture(new AdminAnswer(200, "text/plain", told));
        }
    }

    /** A resource whose answer never comes. */
    private record Slow(CountDownLatch asked, CompletableFuture<AdminAnswer> made) implements AdminResource {
        @Override
        public String path() {
            return "/slow";
        }

        @Override
        public CompletionStage<AdminAnswer> answer(AdminQuestion question) {
            asked.countDown();
            return made;
        }
    }

    private final Slow slow = new Slow(new CountDownLatch(1), new CompletableFuture<>());

    private void start(@Nullable String token) {
        admin = AdminServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Transport.best(),
                token,
                Greeting.NONE,
                List.of(
                        new Echo("/echo", MOST),
                        new Echo("/plain", 0),
                        new Echo("/large", 2 << 20),
                        PageFile.css("/page", Echo.class, "none")));
    }

    @AfterEach
    void stop() {
        if (admin != null) {
            admin.close();
        }
    }

    private static String post(String path, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost:5987\r\n" + headers + "Content-Length: "
                + body.getBytes(UTF_8).length + "\r\n\r\n" + body;
    }

    private String answer(String request) throws IOException {
        try (Wire wire = Wire.to(admin.address().getPort())) {
            return wire.send(request).answer();
        }
    }

    private void waitForStatus(int status) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!answer(post("/echo", JSON, "a")).startsWith("HTTP/1.1 " + status)) {
            assertThat(System.nanoTime()).as("waiting for " + status).isLessThan(end);
            Thread.sleep(10);
        }
    }

    @Test
    void body_comesWithItsHeaders_howeverItIsCut() throws Exception {
        start(null);
        String request = post("/echo?a=b", JSON + "X-Word: w\r\n", "{\"a\":1}");
        try (Wire wire = Wire.to(admin.address().getPort())) {
            for (int cut = 1; cut < request.length(); cut += 7) {
                wire.send(request.substring(0, cut));
                assertThat(wire.send(request.substring(cut)).answer())
                        .startsWith("HTTP/1.1 200")
                        .endsWith("7 w a=b");
            }
        }
    }

    @Test
    void body_ofTheLimit_isTaken_andOneMoreByteIs413_andTheConnectionGoesOn() throws Exception {
        start(null);
        try (Wire wire = Wire.to(admin.address().getPort())) {
            assertThat(wire.send(post("/echo", JSON, "a".repeat(MOST))).answer())
                    .startsWith("HTTP/1.1 200")
                    .contains(MOST + " null");
            assertThat(wire.send(post("/echo", JSON, "a".repeat(MOST + 1))).answer())
                    .startsWith("HTTP/1.1 413")
                    .contains("\"error\":\"too_large\"", "larger than " + MOST + " bytes");
            assertThat(wire.send(post("/echo", JSON, "a".repeat(10 * MOST))).answer())
                    .startsWith("HTTP/1.1 413");
            assertThat(wire.send(post("/echo", JSON, "a")).answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void body_ofAQuestionThatIsRefused_isNotHeld() {
        ArrivingQuestion refused = new ArrivingQuestion(PostedHeads.post("/echo"), MOST, true, bodies);
        refused.take(PostedHeads.bytes(MOST));
        assertThat(refused.body()).isEmpty();
        assertThat(refused.isTooLarge()).isFalse();

        ArrivingQuestion tooLarge = new ArrivingQuestion(PostedHeads.post("/echo"), MOST, false, bodies);
        tooLarge.take(PostedHeads.bytes(MOST));
        assertThat(tooLarge.body()).hasSize(MOST);
        tooLarge.take(PostedHeads.bytes(1));
        assertThat(tooLarge.isTooLarge()).isTrue();
        assertThat(tooLarge.body()).isEmpty();
    }

    @Test
    void body_thatWaitsToBeAskedFor_isAskedFor_andAnswered() throws Exception {
        start(null);
        try (Wire wire = Wire.to(admin.address().getPort())) {
            for (int time = 0; time < 2; time++) {
                wire.send(
                        post("/echo", JSON + "Expect: 100-continue\r\n", "abc").replace("\r\n\r\nabc", "\r\n\r\n"));
                assertThat(wire.head()).startsWith("HTTP/1.1 100 Continue");
                assertThat(wire.send("abc").answer()).startsWith("HTTP/1.1 200").endsWith("3 null ");
            }
        }
    }

    @Test
    void answer_whoseConnectionEnds_isCancelled() throws Exception {
        admin = AdminServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Transport.best(),
                null,
                Greeting.NONE,
                List.of(slow),
                Duration.ofMillis(100));
        try (Wire wire = Wire.to(admin.address().getPort())) {
            wire.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(wire.rest()).isEmpty();
        }
        assertThat(slow.asked().getCount()).isZero();
        assertThatThrownBy(() -> slow.made().get(1, TimeUnit.MINUTES)).isInstanceOf(CancellationException.class);
    }

    @Test
    void bodies_ofAllQuestions_haveOneBound_andTellThatTheyGaveMemoryBack() {
        ArrivingQuestion first = new ArrivingQuestion(PostedHeads.post("/echo"), MOST, false, bodies);
        ArrivingQuestion second = new ArrivingQuestion(PostedHeads.post("/echo"), MOST, false, bodies);
        first.take(PostedHeads.bytes(MOST));
        second.take(PostedHeads.bytes(MOST));
        assertThat(bodies.held()).isEqualTo(2 * MOST);

        ArrivingQuestion third = new ArrivingQuestion(PostedHeads.post("/echo"), MOST, false, bodies);
        third.take(PostedHeads.bytes(1));
        assertThat(third.isCrowdedOut()).isTrue();
        assertThat(third.isTooLarge()).isFalse();
        assertThat(third.body()).isEmpty();

        first.letGo();
        first.letGo();
        second.take(PostedHeads.bytes(1));
        assertThat(second.isTooLarge()).isTrue();
        assertThat(bodies.held()).isZero();
    }

    @Test
    void body_ofWhichTheHeadTellsTheLength_takesItsMemoryOnce() {
        HttpRequest head = PostedHeads.post("/echo");
        head.headers().set("Content-Length", MOST);
        ArrivingQuestion question = new ArrivingQuestion(head, MOST, false, bodies);
        assertThat(bodies.held()).isZero();
        question.take(PostedHeads.bytes(1));
        byte[] held = question.body();
        assertThat(held).hasSize(1);
        for (int piece = 0; piece < 3; piece++) {
            question.take(PostedHeads.bytes(MOST / 4));
        }
        assertThat(bodies.held()).isEqualTo(MOST);
        assertThat(question.body()).hasSize(1 + 3 * (MOST / 4));
    }

    @Test
    void bodies_thatNeverEnd_crowdOthersOut_untilTheirConnectionsAreGone() throws Exception {
        start(null);
        String begun = post("/large", JSON, "a".repeat(2 << 20)).substring(0, 5000);
        List<Wire> stalled = new ArrayList<>();
        try {
            for (int connection = 0; connection < 4; connection++) {
                stalled.add(Wire.to(admin.address().getPort()).send(begun));
            }
            waitForStatus(503);
            assertThat(answer(post("/echo", JSON, "a"))).contains("\"error\":\"busy\"");
            assertThat(answer("GET /plain HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 200");
        } finally {
            for (Wire wire : stalled) {
                wire.close();
            }
        }
        waitForStatus(200);
    }

    @Test
    void body_withoutEnd_endsWithItsConnection() throws Exception {
        start(null);
        try (Wire wire = Wire.to(admin.address().getPort())) {
            wire.send("POST /plain HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n" + "a".repeat(70_000));
            assertThat(wire.rest()).isEmpty();
        }
        ArrivingQuestion endless = new ArrivingQuestion(PostedHeads.post("/echo"), MOST, false, bodies);
        for (int piece = 0; piece < 160; piece++) {
            endless.take(PostedHeads.bytes(MOST));
            assertThat(endless.isEndless()).isFalse();
        }
        for (int piece = 0; piece < 10; piece++) {
            endless.take(PostedHeads.bytes(MOST));
        }
        assertThat(endless.isEndless()).isTrue();
    }

    @Test
    void method_thatIsNotTheResources_is405_andSaysWhichIs() throws Exception {
        start(null);
        assertThat(answer("GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("only POST allowed", "allow: POST");
        assertThat(answer("OPTIONS /echo HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .doesNotContainIgnoringCase("access-control");
        assertThat(answer(post("/plain", JSON, "{}")))
                .startsWith("HTTP/1.1 405")
                .contains("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: text/plain\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: text/plain; application/json\r\n",
                "Content-Type: application/jsonp\r\n"
            })
    void body_asAFormSendsIt_is415(String type) throws Exception {
        start(null);
        assertThat(answer(post("/echo", type, "{}"))).startsWith("HTTP/1.1 415").contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site\r\n",
                "Sec-Fetch-Site: same-site\r\n",
                "Origin: http://evil.example\r\n",
                "Origin: http://localhost:5988\r\n",
                "Origin: null\r\n"
            })
    void body_fromAPageOfAnotherSite_is403(String header) throws Exception {
        start(null);
        assertThat(answer(post("/echo", JSON + header, "{}"))).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: same-origin\r\nOrigin: http://localhost:5987\r\n",
                "Origin: https://LOCALHOST:5987\r\n",
                ""
            })
    void body_fromAPageOfThisAddress_orFromAProgram_isTaken(String header) throws Exception {
        start(null);
        assertThat(answer(post("/echo", "Content-Type: Application/JSON; charset=utf-8\r\n" + header, "{}")))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:5987",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "10.0.0.1",
                "[::2]:5987",
                ""
            })
    void nameOfAStrangersSite_thatLeadsHere_is421(String host) throws Exception {
        start(null);
        assertThat(answer("GET /plain HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).startsWith("HTTP/1.1 421");
        assertThat(answer(post("/echo", JSON, "{}").replace("localhost:5987", host)))
                .startsWith("HTTP/1.1 421");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:80", "127.0.0.1:5987", "127.1.2.3", "[::1]", "[::1]:5987"})
    void nameOfThisMachine_isServed(String host) throws Exception {
        start(null);
        assertThat(answer("GET /plain HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void token_takesThePlaceOfTheName() throws Exception {
        start(TOKEN);
        String told = "Authorization: Bearer " + TOKEN + "\r\n";
        assertThat(answer("GET /plain HTTP/1.1\r\nHost: operators.example\r\n" + told + "\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(answer(post("/echo", JSON, "{}"))).startsWith("HTTP/1.1 401");
        assertThat(answer(post("/echo", JSON + told, "{}"))).startsWith("HTTP/1.1 200");
    }
}
