package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code _changes} as server-sent events (HTML Living Standard, section 9.2): lines of {@code name: value}, an empty line behind each
 * event. What stands behind {@code data:} is a change, or nothing in a heartbeat; lines of the other names that events have leave as they
 * came. Any other line is an error: a server that does not know this feed answers with all changes as JSON, which must not leave unseen.
 *
 * <p>CouchDB writes a change into one line. A change over several would be legal, but is an error here: nothing writes it, and it must not
 * leave unseen.
 */
final class EventSourceChanges implements Envelope {
    private static final String DATA = "data";
    private static final String ID = "id";
    private static final byte[] BEFORE_ID = "\nid: ".getBytes(UTF_8);
    private static final byte[] BEFORE_CHANGE = "\n\ndata: ".getBytes(UTF_8);

    /** The names that a line can have; that of a comment is empty. */
    private static final Set<String> NAMES = Set.of("", DATA, "event", ID, "retry");

    private static final int LONGEST_NAME = 5;
    private static final byte[] NOTHING = {};

    private enum State {
        /** In the {@link #name} of a line. */
        NAME,
        /** Behind {@code data:}. */
        CHANGE,
        /** Behind {@code id:}, where the change has another sequence now. */
        SEQUENCE,
        /** Behind the name of any other line. */
        VALUE
    }

    private final EntryEnvelope changes;
    private State state = State.NAME;
    private final StringBuilder name = new StringBuilder(LONGEST_NAME);

    /** Whether the line that is being read has a byte. */
    private boolean inLine;

    /** Whether the event that is being read has a line. */
    private boolean inEvent;

    /** Whether the last byte ended a line, and a line feed would belong to it. */
    private boolean afterCarriageReturn;

    /** What is to stand behind {@code id:} in the event that is being read; null where that stays. Empty when it has been written. */
    private byte @Nullable [] sequence;

    /** Whether the event that is being read has had its id. */
    private boolean hasId;

    private long offset;

    /**
     * The feed.
     *
     * @param change the shape of a change
     */
    EventSourceChanges(BodyShape change, EntryHandler handler, EnvelopeLimits limits) {
        this.changes = new EntryEnvelope(
                change, true, FailureForm.BESIDE_DOCUMENT, EventSourceChanges::writeJoint, handler, limits);
    }

    /** Ends the event of one change, and begins the event of the next. */
    private static void writeJoint(HeldEntry held, @Nullable JsonValue sequence, ByteSink out) {
        if (sequence != null) {
            out.write(BEFORE_ID);
            sequence.writeTo(out);
        }
        out.write(BEFORE_CHANGE);
    }

    @Override
    public void feed(byte[] bytes, int from, int to, ByteSink out) {
        int at = from;
        int textFrom = from;
        while (at < to) {
            if (state == State.NAME) {
                name(bytes[at], offset + at - from);
                at++;
            } else {
                int end = endOfLine(bytes, at, to);
                if (state == State.CHANGE) {
                    out.write(bytes, textFrom, at - textFrom);
                    changes.feed(bytes, at, end, out);
                    textFrom = end;
                    if (end < to) {
                        changes.end(out);
                        keepSequence();
                    }
                } else if (state == State.SEQUENCE) {
                    out.write(bytes, textFrom, at - textFrom);
                    textFrom = end;
                    writeSequence(out);
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

    private void name(byte found, long place) {
        if (found == '\n' && afterCarriageReturn) {
            afterCarriageReturn = false;
        } else if (isEndOfLine(found)) {
            knownName(place);
            endLine(found);
        } else {
            afterCarriageReturn = false;
            inLine = true;
            if (found == ':') {
                state = stateBehind(knownName(place));
            } else if (name.length() < LONGEST_NAME) {
                name.append((char) (found & 0xFF));
            } else {
                throw noEvent(place);
            }
        }
    }

    private State stateBehind(String known) {
        if (known.equals(DATA)) {
            return State.CHANGE;
        }
        hasId |= known.equals(ID);
        return known.equals(ID) && sequence != null ? State.SEQUENCE : State.VALUE;
    }

    /** Remembers the sequence that is to stand in the event's id, as soon as the change has been written. */
    private void keepSequence() {
        JsonValue said = changes.saidSequence();
        if (said == null) {
            return;
        }
        if (hasId) {
            throw new JsonFormatException(
                    offset, "found an event's id before its change, expected it behind the change");
        }
        sequence = (" " + said).getBytes(UTF_8);
    }

    private void writeSequence(ByteSink out) {
        byte[] unwritten = sequence;
        if (unwritten != null) {
            out.write(unwritten);
            sequence = NOTHING;
        }
    }

    private String knownName(long place) {
        String found = name.toString();
        if (!NAMES.contains(found)) {
            throw noEvent(place);
        }
        return found;
    }

    private static JsonFormatException noEvent(long place) {
        return new JsonFormatException(place, "found a line of no event");
    }

    private void endLine(byte found) {
        afterCarriageReturn = found == '\r';
        inEvent = inLine;
        if (!inEvent) {
            sequence = null;
            hasId = false;
        }
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
