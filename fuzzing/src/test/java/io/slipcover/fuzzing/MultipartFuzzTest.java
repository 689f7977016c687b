package io.slipcover.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.slipcover.envelope.EntryHandler;
import io.slipcover.envelope.Envelope;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.Envelopes;
import io.slipcover.envelope.MediaType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * CouchDB's answers in parts, led through their envelopes by a handler that changes nothing. The first byte of an input says which kind of
 * answer, the next two where the answer is cut, and the first line is the answer's type, with the boundary. {@link SlowMultipart} says
 * whether the answer is whole and where its documents are.
 */
final class MultipartFuzzTest implements FuzzTarget {
    private static final Envelopes ENVELOPES = new Envelopes(EnvelopeLimits.DEFAULT);

    private enum Kind {
        DOCUMENT {
            @Override
            Envelope envelope(String boundary, EntryHandler handler) {
                return ENVELOPES.multipartDocument(boundary, handler);
            }

            @Override
            List<String> documents(SlowMultipart body) throws IOException {
                return body.related();
            }
        },
        OPEN_REVS {
            @Override
            Envelope envelope(String boundary, EntryHandler handler) {
                return ENVELOPES.multipartOpenRevs(boundary, handler);
            }

            @Override
            List<String> documents(SlowMultipart body) throws IOException {
                return body.revisions();
            }
        },
        BULK_GET {
            @Override
            Envelope envelope(String boundary, EntryHandler handler) {
                return ENVELOPES.multipartBulkGet(boundary, handler);
            }

            @Override
            List<String> documents(SlowMultipart body) throws IOException {
                return body.isNothing() ? List.of() : body.revisions();
            }
        };

        abstract Envelope envelope(String boundary, EntryHandler handler);

        abstract List<String> documents(SlowMultipart body) throws IOException;
    }

    @Override
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    public void holds(byte[] bytes) {
        Input input = new Input(bytes);
        Kind kind = Kind.values()[input.choice(Kind.values().length)];
        Cuts cuts = Cuts.from(input);
        String boundary = MediaType.parse(input.line()).parameter("boundary");
        byte[] body = input.rest();
        if (boundary == null || Depth.of(body) > Depth.COMPARED) {
            return;
        }

        Reading whole = Reading.of(handler -> kind.envelope(boundary, handler), body, Cuts.NONE);
        Reading cut = Reading.of(handler -> kind.envelope(boundary, handler), body, cuts);

        assertThat(cut).as("%s, cut", kind).isEqualTo(whole);
        whole.requireBeginningOf(body);
        try {
            List<String> expected = kind.documents(new SlowMultipart(boundary, body));
            assertThat(whole.refusal()).as("%s", kind).isEmpty();
            assertThat(whole.documents()).isEqualTo(expected);
        } catch (IOException broken) {
            assertThat(whole.isWhole())
                    .as("%s ends as if it were whole: %s", kind, broken.getMessage())
                    .isFalse();
        }
    }
}
