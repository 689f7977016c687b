package io.slipcover.cli;

import io.slipcover.json.JsonBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Some documents that follow each other in a stream. One thread collects the documents, another thread leads them, and the first writes what
 * became of them.
 */
final class DocumentBatch {
    /** A batch takes no more documents when it holds so many bytes. */
    private static final int FULL = 1 << 18;

    /** A document: where it stands among the bytes of the batch, and where in the stream. */
    record Place(int from, int to, int depth, long line, long number) {
        String text() {
            return line + ": document " + number;
        }
    }

    private final JsonBuffer input = new JsonBuffer(FULL + FULL / 4);
    private final List<Place> places = new ArrayList<>();
    private final JsonBuffer output = new JsonBuffer();
    private final List<String> failures = new ArrayList<>();

    boolean isFull() {
        return input.length() >= FULL;
    }

    /** Takes the value at which the stream is. */
    void add(JsonStream stream) {
        int from = input.length();
        input.write(stream.array(), stream.start(), stream.end() - stream.start());
        places.add(new Place(from, input.length(), stream.depth(), stream.line(), stream.number()));
    }

    /** Leads all documents. */
    void lead(Transformation transformation) {
        output.reserve(input.length() + input.length() / 4);
        for (Place place : places) {
            try {
                transformation.apply(input.array(), place, output);
            } catch (Transformation.FailedException e) {
                failures.add(place.text() + ": " + e.getMessage());
            }
        }
    }

    /**
     * Writes what became of the documents: the others to the output, and a line for each that failed to the errors.
     *
     * @param name what stands before the place of a document that failed
     * @return how many failed
     */
    int write(OutputStream documents, PrintWriter errors, String name) throws IOException {
        documents.write(output.array(), 0, output.length());
        failures.forEach(failure -> errors.println(name + ":" + failure));
        return failures.size();
    }
}
