package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FormRequestTest {
    private static final String FILE =
            "--b\r\nContent-Disposition: form-data; name=\"_attachments\"; filename=\"_doc\"\r\n\r\n{}\r\n";
    private static final String DOCUMENT = "--b\r\nContent-Disposition: form-data; name=\"_doc\"\r\n\r\n{\"a\":1}\r\n";

    private static FormRequest form(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return new FormRequest("b", bytes, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {DOCUMENT, DOCUMENT + FILE, FILE + DOCUMENT, FILE + DOCUMENT + FILE})
    void document_isFoundAndReplaced_andTheRestAsItCame(String fields) {
        FormRequest form = form(fields + "--b--\r\nGET / HTTP/1.1\r\n\r\n");
        JsonBuffer out = new JsonBuffer();
        form.writeTo(out, JsonValue.of("{\"longer\":true}"));

        assertThat(form.hasDocument()).isTrue();
        assertThat(fields.substring(form.documentFrom(), form.documentTo())).isEqualTo("{\"a\":1}");
        assertThat(out).hasToString(fields.replace("{\"a\":1}", "{\"longer\":true}") + "--b--\r\n");
    }

    @Test
    void document_namedByOneOfSeveralHeaders_isFound() {
        String other = "Content-Disposition: form-data; name=\"other\"\r\n";

        assertThat(form(DOCUMENT.replace("{", other + "{").replace("\r\n\r\n" + other, "\r\n" + other + "\r\n")
                                + "--b--")
                        .hasDocument())
                .isTrue();
        assertThat(form(DOCUMENT.replace("--b\r\n", "--b\r\n" + other) + "--b--")
                        .hasDocument())
                .isTrue();
    }

    @Test
    void form_withoutADocument_leavesAsItCame() {
        String text = FILE + "--b\r\nContent-Disposition: form-data; name=\"_rev\"\r\n\r\n1-a\r\n--b--";
        FormRequest form = form(text);
        JsonBuffer out = new JsonBuffer();
        form.writeTo(out);

        assertThat(form.hasDocument()).isFalse();
        assertThat(out).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x" + DOCUMENT + "--b--",
                "\r\n" + DOCUMENT + "--b--",
                DOCUMENT,
                DOCUMENT + DOCUMENT + "--b--",
                DOCUMENT + "--bc\r\n\r\n\r\n--b--",
                DOCUMENT + "--b--x",
                "--b--\r\n",
            })
    void form_thatCouldBeReadInTwoWays_isRefused(String text) {
        assertThatThrownBy(() -> form(text)).isInstanceOf(MultipartFormatException.class);
    }
}
