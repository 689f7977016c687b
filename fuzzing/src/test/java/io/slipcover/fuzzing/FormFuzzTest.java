package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.slipcover.envelope.FormRequest;
import io.slipcover.envelope.MediaType;
import io.slipcover.envelope.MultipartFormatException;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A form, as a browser posts it. Another document takes the place of the one in the form. The first line of an input is the form's type, with
 * the boundary. {@link SlowForm} says where the document is, what has to leave, and what is no form. Bytes that stand behind the form in the
 * same array are not looked at.
 */
final class FormFuzzTest implements FuzzTarget {
    private static final String REPLACEMENT = "{\"replaced\":true}";
    private static final int BYTES_BEHIND = 8;

    @Override
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    public void holds(byte[] bytes) {
        Input input = new Input(bytes);
        String boundary = MediaType.parse(input.line()).parameter("boundary");
        byte[] body = input.rest();
        if (boundary == null) {
            return;
        }

        Optional<String> left = left(boundary, body, (byte) '-');

        assertThat(left(boundary, body, (byte) '\n'))
                .as("with others behind it")
                .isEqualTo(left);
        assertThat(left)
                .isEqualTo(SlowForm.of(boundary, new String(body, ISO_8859_1)).map(form -> form.with(REPLACEMENT)));
    }

    /** What leaves in the form's place, or nothing where the form is refused. */
    private static Optional<String> left(String boundary, byte[] body, byte behind) {
        byte[] lent = Arrays.copyOf(body, body.length + BYTES_BEHIND);
        Arrays.fill(lent, body.length, lent.length, behind);
        JsonBuffer out = new JsonBuffer();
        try {
            FormRequest form = new FormRequest(boundary, lent, body.length);
            if (form.hasDocument()) {
                form.writeTo(out, JsonValue.of(REPLACEMENT));
            } else {
                form.writeTo(out);
            }
        } catch (MultipartFormatException refused) {
            return Optional.empty();
        }
        return Optional.of(new String(out.toByteArray(), ISO_8859_1));
    }
}
