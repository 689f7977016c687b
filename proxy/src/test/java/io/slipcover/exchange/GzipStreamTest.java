package io.slipcover.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.slipcover.testing.LeakGuard;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
final class GzipStreamTest {
    private static byte[] piece(GzipStream stream, byte[] plain, boolean last) {
        ByteBuf in = Unpooled.directBuffer().writeBytes(plain);
        ByteBuf out = stream.piece(ByteBufAllocator.DEFAULT, in, last);
        try {
            return ByteBufUtil.getBytes(out);
        } finally {
            in.release();
            out.release();
        }
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
    }

    @Test
    void stream_cutAnywhere_isTheSameText() throws Exception {
        byte[] text = "{\"rows\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"ä\"}]}".getBytes(UTF_8);
        for (int cut = 0; cut <= text.length; cut++) {
            GzipStream stream = new GzipStream();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            packed.writeBytes(piece(stream, java.util.Arrays.copyOf(text, cut), false));
            packed.writeBytes(piece(stream, java.util.Arrays.copyOfRange(text, cut, text.length), true));

            assertThat(unpacked(packed.toByteArray())).as("cut at " + cut).isEqualTo(text);
        }
    }

    @Test
    void streams_takeTurns_andKnowNothingOfEachOther() throws Exception {
        GzipStream one = new GzipStream();
        GzipStream other = new GzipStream();
        ByteArrayOutputStream ones = new ByteArrayOutputStream();
        ByteArrayOutputStream others = new ByteArrayOutputStream();
        for (int change = 0; change < 20; change++) {
            ones.writeBytes(piece(one, ("one " + change + "\n").getBytes(UTF_8), change == 19));
            others.writeBytes(piece(other, ("other " + change + "\n").getBytes(UTF_8), change == 19));
        }
        assertThat(new String(unpacked(ones.toByteArray()), UTF_8))
                .startsWith("one 0\n")
                .endsWith("one 19\n");
        assertThat(new String(unpacked(others.toByteArray()), UTF_8))
                .startsWith("other 0\n")
                .endsWith("other 19\n");
    }

    @Test
    void piece_canBeUnpackedAsSoonAsItIsThere() throws Exception {
        GzipStream stream = new GzipStream();
        Inflater inflater = new Inflater(true);
        byte[] room = new byte[1000];
        try {
            for (int change = 0; change < 5; change++) {
                byte[] packed = piece(stream, ("change " + change + "\n").getBytes(UTF_8), false);
                int head = change == 0 ? 10 : 0;
                inflater.setInput(packed, head, packed.length - head);

                assertThat(new String(room, 0, inflater.inflate(room), UTF_8)).isEqualTo("change " + change + "\n");
            }
        } catch (DataFormatException exception) {
            throw new AssertionError(exception);
        } finally {
            inflater.end();
        }
    }

    @Test
    void whatCannotBeMadeShorter_growsByLittle() throws Exception {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        GzipStream stream = new GzipStream();
        byte[] packed = piece(stream, noise, true);

        assertThat(unpacked(packed)).isEqualTo(noise);
        assertThat(packed.length).isLessThan(noise.length + 200);
    }

    @Test
    void whatSaysTheSame_shrinks() throws Exception {
        byte[] rows = "{\"id\":\"a\",\"key\":\"a\",\"value\":{\"rev\":\"1-a\"}},"
                .repeat(5000)
                .getBytes(UTF_8);
        byte[] packed = piece(new GzipStream(), rows, true);

        assertThat(unpacked(packed)).isEqualTo(rows);
        assertThat(packed.length).isLessThan(rows.length / 20);
    }
}
