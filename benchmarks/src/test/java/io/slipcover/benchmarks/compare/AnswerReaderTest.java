package io.slipcover.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerReaderTest {
    private static final String OF_KNOWN_LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab\r\nc";
    private static final String IN_CHUNKS =
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3;x=y\r\n\r\nc\r\n0\r\nTrailer: t\r\n\r\n";
    private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private static final String CONTINUED = "HTTP/1.1 100 Continue\r\n\r\n" + OF_KNOWN_LENGTH;

    @Test
    void feed_cutAnywhere_endsWhereTheAnswerEnds() {
        for (String answer : List.of(OF_KNOWN_LENGTH, IN_CHUNKS, EMPTY, CONTINUED)) {
            for (int cut = 1; cut < answer.length(); cut++) {
                AnswerReader reader = new AnswerReader();
                reader.feed(bytes(answer.substring(0, cut)));
                assertThat(reader.isDone()).as(answer.substring(0, cut)).isFalse();
                ByteBuffer rest = bytes(answer.substring(cut) + "HTTP/1.1");
                reader.feed(rest);
                assertThat(reader.isDone()).as(answer).isTrue();
                assertThat(rest.remaining()).isEqualTo("HTTP/1.1".length());
                assertThat(reader.bodyBytes()).isEqualTo(answer.equals(EMPTY) ? 0 : 5);
            }
        }
    }

    @Test
    void status_isTheFinalOne() {
        assertThat(read(CONTINUED).status()).isEqualTo(200);
        assertThat(read(IN_CHUNKS).status()).isEqualTo(201);
    }

    @Test
    void closes_whereTheServerSaysSo() {
        assertThat(read(EMPTY).closes()).isTrue();
        assertThat(read(IN_CHUNKS).closes()).isFalse();
    }

    @Test
    void reset_beginsAnew() {
        AnswerReader reader = read(IN_CHUNKS);
        reader.reset();
        reader.feed(bytes(OF_KNOWN_LENGTH));
        assertThat(reader.isDone()).isTrue();
        assertThat(reader.status()).isEqualTo(200);
        assertThat(reader.bodyBytes()).isEqualTo(5);
    }

    @Test
    void endsLine_whereALineOfTheBodyHasCome() {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(read(head).endsLine()).isFalse();
        assertThat(read(head + "3\r\n{}\n").endsLine()).isTrue();
        assertThat(read(head + "3\r\n{}\n\r\n").endsLine()).isTrue();
        assertThat(read(head + "3\r\n{}\n\r\n2\r\n{}\r\n").endsLine()).isFalse();
        assertThat(read(head + "2\r\n{}\r\n1\r\n\n").endsLine()).isTrue();
    }

    private static AnswerReader read(String answer) {
        AnswerReader reader = new AnswerReader();
        reader.feed(bytes(answer));
        return reader;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
