package io.slipcover.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.slipcover.envelope.EntryHandler;
import io.slipcover.envelope.Envelope;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.Envelopes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * CouchDB's answers in JSON, led through their envelopes by a handler that changes nothing. The first byte of an input says which kind of
 * answer, the next two where the answer is cut. Jackson says whether the answer is whole and where its documents are.
 */
final class EnvelopeFuzzTest implements FuzzTarget {
    private static final Envelopes ENVELOPES = new Envelopes(EnvelopeLimits.DEFAULT);

    /** What an answer is, and the paths on which its documents stand. */
    private enum Kind {
        DOCUMENT("") {
            @Override
            Envelope envelope(EntryHandler handler) {
                return ENVELOPES.document(handler);
            }
        },
        ALL_DOCS("(results/\\*/)?rows/\\*/doc") {
            @Override
            Envelope envelope(EntryHandler handler) {
                return ENVELOPES.allDocs(handler);
            }
        },
        ROWS("(results/\\*/)?rows/\\*/doc") {
            @Override
            Envelope envelope(EntryHandler handler) {
                return ENVELOPES.rows(handler);
            }
        },
        CHANGES("results/\\*/doc") {
            @Override
            Envelope envelope(EntryHandler handler) {
                return ENVELOPES.changes(handler);
            }
        },
        SEARCH("(groups/\\*/)?(rows|hits)/\\*/doc") {
            @Override
            Envelope envelope(EntryHandler handler) {
                return ENVELOPES.searchResults(handler);
            }
        },
        BULK_GET("results/\\*/docs/\\*/ok") {
            @Override
            Envelope envelope(EntryHandler handler) {
                return ENVELOPES.bulkGet(handler);
            }
        },
        OPEN_REVS("\\*/ok") {
            @Override
            Envelope envelope(EntryHandler handler) {
                return ENVELOPES.openRevs(handler);
            }
        },
        CONTINUOUS("doc|results/\\*/doc") {
            @Override
            Envelope envelope(EntryHandler handler) {
                return ENVELOPES.continuousChanges(handler);
            }

            @Override
            List<String> documents(byte[] body) throws IOException {
                return onPaths(JacksonReading.text(body));
            }
        },
        EVENT_SOURCE("doc") {
            @Override
            Envelope envelope(EntryHandler handler) {
                return ENVELOPES.eventSourceChanges(handler);
            }

            @Override
            List<String> documents(byte[] body) throws IOException {
                List<String> documents = new ArrayList<>();
                for (String data : ServerSentEvents.data(body)) {
                    documents.addAll(onPaths(data));
                }
                return documents;
            }
        };

        private final Pattern paths;

        Kind(String paths) {
            this.paths = Pattern.compile(paths);
        }

        abstract Envelope envelope(EntryHandler handler);

        /** The documents in an answer. An answer that is none is refused with an {@link IOException}. */
        List<String> documents(byte[] body) throws IOException {
            if (!JacksonReading.isValue(body)) {
                throw new IOException("not one value");
            }
            return onPaths(JacksonReading.text(body));
        }

        List<String> onPaths(String text) throws IOException {
            return JacksonReading.objects(text).stream()
                    .filter(place -> paths.matcher(place.path()).matches())
                    .map(JacksonReading.Place::text)
                    .toList();
        }
    }

    @Override
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    public void holds(byte[] bytes) {
        Input input = new Input(bytes);
        Kind kind = Kind.values()[input.choice(Kind.values().length)];
        Cuts cuts = Cuts.from(input);
        byte[] body = input.rest();
        if (Depth.of(body) > Depth.COMPARED) {
            return;
        }

        Reading whole = Reading.of(kind::envelope, body, Cuts.NONE);
        Reading cut = Reading.of(kind::envelope, body, cuts);

        assertThat(cut).as("%s, cut", kind).isEqualTo(whole);
        whole.requireBeginningOf(body);
        List<String> expected = expected(kind, body);
        if (expected == null) {
            assertThat(whole.isWhole()).as("%s ends as if it were whole", kind).isFalse();
        } else {
            assertThat(whole.refusal()).as(kind.name().toLowerCase(Locale.ROOT)).isEmpty();
            assertThat(whole.documents()).isEqualTo(expected);
        }
    }

    private static List<String> expected(Kind kind, byte[] body) {
        try {
            return kind.documents(body);
        } catch (IOException refusal) {
            return null;
        }
    }
}
