package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonFormatException;
import java.util.Set;

/**
 * {@code _changes} as server-sent events (HTML Living Standard, section 9.2): lines of {@code name: value}, an empty line behind each
 * event. What stands behind {@code data:} is a change, or nothing in a heartbeat; lines of the other names that events have leave as they
 * came. Any other line is an error: a server that does not know this feed answers with all changes as JSON, which must not leave unseen.
 *
 * <p>CouchDB writes a change into one line. A change over several would be legal, but is an error here: nothing writes it, and it must not
 * leave unseen.
 */
final class EventSourceChanges implements ResponseEnvelope {
    private static final String DATA = "data";

    /** The names that a line can have; that of a comment is empty. */
    private static final Set<String> NAMES = Set.of("", DATA, "event", "id", "retry");

    private static final int LONGEST_NAME = 5;

    private enum State {
        /** In the {@link #name} of a line. */
        NAME,
        /** Behind {@code data:}. */
        CHANGE,
        /** Behind the name of any other line. */
        VALUE
    }

    private final DocumentsEnvelope changes;
    private State state = State.NAME;
    private final StringBuilder name = new StringBuilder(LONGEST_NAME);

    /** Whether the line that is being read has a byte. */
    private boolean inLine;

    /** Whether the event that is being read has a line. */
    private boolean inEvent;

    /** Whether the last byte ended a line, and a line feed would belong to it. */
    private boolean afterCarriageReturn;

    private long offset;

    /**
     * @param changes for any number of changes
     */
    EventSourceChanges(DocumentsEnvelope changes) {
        this.changes = changes;
    }

    @Override
    public void feed(byte[] bytes, int from, int to, ByteSink out) {
        int at = from;
        int textFrom = from;
        while (at < to) {
            if (state == State.NAME) {
                name(bytes[at++]);
            } else {
                int end = endOfLine(bytes, at, to);
                if (state == State.CHANGE) {
                    out.write(bytes, textFrom, at - textFrom);
                    changes.feed(bytes, at, end, out);
                    textFrom = end;
                    if (end < to) {
                        changes.end(out);
                    }
                }
                at = end;
                if (at < to) {
                    endLine(bytes[at++]);
                }
            }
        }
        out.write(bytes, textFrom, to - textFrom);
        offset += to - from;
    }

    private void name(byte found) {
        if (found == '\n' && afterCarriageReturn) {
            afterCarriageReturn = false;
        } else if (isEndOfLine(found)) {
            knownName();
            endLine(found);
        } else {
            afterCarriageReturn = false;
            inLine = true;
            if (found == ':') {
                state = knownName().equals(DATA) ? State.CHANGE : State.VALUE;
            } else if (name.length() < LONGEST_NAME) {
                name.append((char) (found & 0xFF));
            } else {
                throw noEvent();
            }
        }
    }

    private String knownName() {
        String found = name.toString();
        if (!NAMES.contains(found)) {
            throw noEvent();
        }
        return found;
    }

    private JsonFormatException noEvent() {
        return new JsonFormatException(offset, "found a line of no event");
    }

    private void endLine(byte found) {
        afterCarriageReturn = found == '\r';
        inEvent = inLine;
        inLine = false;
        name.setLength(0);
        state = State.NAME;
    }

    private static int endOfLine(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !isEndOfLine(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isEndOfLine(byte found) {
        return found == '\n' || found == '\r';
    }

    @Override
    public void end(ByteSink out) {
        changes.end(out);
        if (inLine || inEvent) {
            throw new JsonFormatException(offset, "found the end, expected the rest of an event");
        }
    }
}
