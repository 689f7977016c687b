package io.slipcover.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AdmissionsTest {
    private final AtomicLong now = new AtomicLong();
    private final Admissions admissions = new Admissions(now::get);

    private static HttpRequest asked(String target, String... headers) {
        HttpRequest question = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.HEAD, target);
        for (int index = 0; index < headers.length; index += 2) {
            question.headers().add(headers[index], headers[index + 1]);
        }
        return question;
    }

    @BeforeEach
    void letIn() {
        admissions.add(asked("/a/_security", "Cookie", "AuthSession=x", "X-Request-Id", "1"));
    }

    @Test
    void has_sameClient_yes() {
        assertThat(admissions.has(asked("/a/_security", "cookie", "AuthSession=x", "x-request-id", "2")))
                .isTrue();
    }

    @Test
    void has_otherDatabaseOrHeaders_no() {
        assertThat(admissions.has(asked("/b/_security", "Cookie", "AuthSession=x")))
                .isFalse();
        assertThat(admissions.has(asked("/a/_security", "Cookie", "AuthSession=y")))
                .isFalse();
        assertThat(admissions.has(asked("/a/_security"))).isFalse();
        assertThat(admissions.has(asked("/a/_security", "Cookie", "AuthSession=x", "X-User", "b")))
                .isFalse();
    }

    /** Names and values are told apart, however they are cut. */
    @Test
    void has_sameLettersCutElsewhere_no() {
        assertThat(admissions.has(asked("/a/_security", "CookieA", "uthSession=x")))
                .isFalse();
        assertThat(admissions.has(asked("/a/_securityCookie", "AuthSession", "x")))
                .isFalse();
    }

    @Test
    void has_someSecondsLater_no() {
        now.addAndGet(TimeUnit.SECONDS.toNanos(6));
        assertThat(admissions.has(asked("/a/_security", "Cookie", "AuthSession=x")))
                .isFalse();
    }
}
