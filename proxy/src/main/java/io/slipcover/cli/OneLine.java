package io.slipcover.cli;

import io.slipcover.json.JsonBuffer;

/**
 * A writer of JSON on a line of its own. A value that is on one line already keeps its bytes. In any other value the
 * writer leaves out white space between tokens.
 */
final class OneLine {
    private OneLine() {}

    static void write(byte[] json, int length, JsonBuffer output) {
        if (LineEnds.any(json, 0, length)) {
            writeCompact(json, length, output);
        } else {
            output.write(json, 0, length);
        }
        output.write('\n');
    }

    private static void writeCompact(byte[] json, int length, JsonBuffer output) {
        boolean inString = false;
        for (int index = 0; index < length; index++) {
            byte next = json[index];
            if (inString) {
                output.write(next);
                if (next == '\\') {
                    index++;
                    output.write(json[index]);
                } else if (next == '"') {
                    inString = false;
                }
            } else if (next != ' ' && next != '\t' && next != '\n' && next != '\r') {
                inString = next == '"';
                output.write(next);
            }
        }
    }
}
