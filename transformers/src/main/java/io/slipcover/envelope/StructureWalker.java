package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonLimits;
import io.slipcover.json.JsonScanner;
import io.slipcover.json.MemberCount;
import io.slipcover.onepass.OnePass;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a body as it streams by, along the paths of a {@link BodyShape} and no deeper: what no path leads through is skipped by a
 * {@link JsonScanner}, unless it is a string of plain text, which is skipped in one step.
 *
 * <p>What stands outside entries is forwarded when the call ends, or when something else has to be written, in one piece: that is
 * [textFrom, …) of the bytes given. An entry is held: that is [holdFrom, …). Where it is not complete at the end of a call, its bytes go
 * into a buffer, and the rest follows them there. So an entry that arrives in one piece is never copied, and one that the listener
 * leaves as it came becomes part of the text around it. An entry of an array is held from the comma before it on, so that it can be
 * left out.
 *
 * <p>The file is long since it is one state machine, with nothing in it to be used alone.
 */
final class StructureWalker {
    private enum State {
        /** A value has to begin. */
        VALUE,
        /** Behind an opening bracket: a value, or the closing one. */
        FIRST_ELEMENT,
        /** Behind an opening brace: a name, or the closing one. */
        FIRST_NAME,
        NAME,
        IN_NAME,
        COLON,
        /** In a value that is skipped or captured as a whole. */
        IN_VALUE,
        /** Behind an element or a member: a comma, or the end of its container. */
        AFTER_VALUE,
        END,
        BROKEN
    }

    /** A buffer that has grown past this is not kept for the next entry. */
    private static final int LARGEST_KEPT_BUFFER = 1 << 20;

    /** What a member takes in memory besides its text, where it is noted and where it becomes an object's: an estimate. */
    private static final int MEMBER_BYTES = 64;

    /** As many members do not count: nearly all documents have fewer, and the thread keeps room for them anyway. */
    private static final int FREE_MEMBERS = 4096;

    private static final byte[] NOTHING = {};
    private static final BodyShape[] NO_CONTAINERS = {};

    private static final long NO_END = -1;

    private final BodyShape root;
    private final boolean sequence;
    private final EntryListener listener;
    private final EnvelopeLimits limits;
    private final JsonScanner scanner;

    private State state = State.VALUE;

    /** What is expected of the value that begins next, or is being scanned. */
    private BodyShape shape;

    /** The objects and arrays that the walk is in, outermost first. A document alone is in none. */
    private BodyShape[] containers = NO_CONTAINERS;

    private int depth;

    /** Where the bytes of this call begin: in the body, and in their array. */
    private long offset;

    private int feedFrom;
    private int textFrom;

    private long scanOffset;
    private int nameFrom;
    private final JsonBuffer name = new JsonBuffer();

    /** Where the last value of a sequence ended: the next one may not begin there. */
    private long lastEnd = NO_END;

    private boolean holding;
    private int holdFrom;

    /** How deep the entry that has begun stands, or -1 where none has. */
    private int entryDepth = -1;

    /** Where the entry's own first byte stands, counted from what is held. */
    private int entryStart;

    private JsonBuffer buffer;

    /** What is kept of the document that is being scanned, where it is too long to be held. */
    private @Nullable SmallMembers rest;

    /** How many bytes count for the members of the document that is being scanned, or of the entry's last one. */
    private long countedMembers;

    /** Whether that is because the document has too many members. */
    private boolean tooMany;

    private final HeldEntry held = new HeldEntry();

    /** How entries pass without being walked through; null where they do not. */
    private final @Nullable OnePass onePass;

    /**
     * A walk through a body.
     *
     * @param sequence whether the body is any number of values with white space between them, as a feed's lines are, or exactly one
     */
    StructureWalker(BodyShape root, boolean sequence, EntryListener listener, EnvelopeLimits limits) {
        this(root, sequence, listener, limits, null);
    }

    /** A walk through a body, in which entries may pass without being walked through. */
    StructureWalker(
            BodyShape root,
            boolean sequence,
            EntryListener listener,
            EnvelopeLimits limits,
            @Nullable OnePass onePass) {
        this.onePass = onePass;
        this.root = root;
        this.shape = root;
        this.sequence = sequence;
        this.listener = listener;
        this.limits = limits;
        this.scanner = new JsonScanner(JsonLimits.DEEPEST);
        this.buffer = new JsonBuffer(limits.room());
    }

    void feed(byte[] bytes, int from, int to, ByteSink out) {
        if (state == State.BROKEN) {
            throw new IllegalStateException("fed after an error");
        }
        boolean broken = true;
        try {
            feedFrom = from;
            textFrom = from;
            holdFrom = from;
            nameFrom = from;
            walk(bytes, from, to, out);
            keepUnfinished(bytes, to, out);
            offset += to - from;
            broken = false;
        } finally {
            if (broken) {
                state = State.BROKEN;
            }
        }
    }

    void end(ByteSink out) {
        if (state == State.BROKEN) {
            throw new IllegalStateException("ended after an error");
        }
        feedFrom = 0;
        textFrom = 0;
        holdFrom = 0;
        if (state == State.IN_VALUE) {
            finishScan();
            valueEnd(NOTHING, 0, out);
        }
        if (state != State.END && !(sequence && state == State.VALUE && depth == 0)) {
            state = State.BROKEN;
            throw new JsonFormatException(offset, "found the end, expected the rest of the body");
        }
        held.end();
        lastEnd = NO_END;
    }

    private void walk(byte[] bytes, int from, int to, ByteSink out) {
        int at = from;
        while (at < to) {
            if (state == State.IN_VALUE || state == State.IN_NAME) {
                at = scan(bytes, at, to);
                if (scanner.isComplete()) {
                    if (state == State.IN_NAME) {
                        nameEnd(bytes, at);
                    } else {
                        valueEnd(bytes, at, out);
                    }
                }
            } else {
                byte found = bytes[at];
                if (found == ' ' || found == '\n' || found == '\r' || found == '\t') {
                    at++;
                } else {
                    at = step(found, bytes, at, to, out);
                }
            }
        }
    }

    /** Takes one byte of the structure, or a string that is plain text, or begins to scan; returns where to go on. */
    private int step(byte found, byte[] bytes, int at, int to, ByteSink out) {
        return switch (state) {
            case VALUE -> valueStart(found, bytes, at, to, out);
            case FIRST_ELEMENT -> found == ']' ? containerEnd(bytes, at, out) : firstElement(found, bytes, at, to, out);
            case FIRST_NAME -> found == '}' ? containerEnd(bytes, at, out) : nameStart(found, bytes, at, to);
            case NAME -> nameStart(found, bytes, at, to);
            case COLON -> colon(found, at);
            case AFTER_VALUE -> afterValue(found, bytes, at, to, out);
            case END -> throw unexpected(found, at, "the end");
            case IN_NAME, IN_VALUE, BROKEN -> throw new IllegalStateException(state.name());
        };
    }

    private int firstElement(byte found, byte[] bytes, int at, int to, ByteSink out) {
        int behind = pass(shape, false, bytes, at, to, out);
        if (behind > at) {
            state = State.AFTER_VALUE;
            return behind;
        }
        return valueStart(found, bytes, at, to, out);
    }

    /** Lets entries pass that need not be walked through; returns where the walk goes on, {@code at} where none passed. */
    private int pass(BodyShape expected, boolean separated, byte[] bytes, int at, int to, ByteSink out) {
        OnePass way = onePass;
        if (way == null
                || !(expected instanceof BodyShape.EntryShape entry)
                || (!separated && bytes[at] != '{')
                || !listener.mayPass(separated)) {
            return at;
        }
        int behind = way.pass(bytes, at, to, textFrom, entry.kind(), listener, out);
        if (behind > at) {
            textFrom = behind;
        }
        return behind;
    }

    /** Learns from the entry that is held, to let the next one like it pass. */
    private void learn() {
        OnePass way = onePass;
        if (way == null || held.documents() != 1 || held.exceeded() != null) {
            return;
        }
        BodyShape expected =
                depth > 0 && containers[depth - 1] instanceof BodyShape.ArrayShape elements ? elements.element() : root;
        if (expected instanceof BodyShape.EntryShape entry && way.mayLearn(entry.kind())) {
            way.learn(
                    held.bytes(),
                    held.start(),
                    held.to(),
                    held.documentFrom(0),
                    entry.kind(),
                    (bytes, from, to) -> entry.inside() instanceof BodyShape.Members inside
                            && !(inside.behind(bytes, from, to) instanceof BodyShape.Opaque),
                    held.entry(0).document());
        }
    }

    private int colon(byte found, int at) {
        expect(found == ':', found, at, "':'");
        state = State.VALUE;
        return at + 1;
    }

    private int nameStart(byte found, byte[] bytes, int at, int to) {
        expect(found == '"', found, at, "a name");
        name.reset();
        nameFrom = at;
        if (containers[depth - 1] instanceof BodyShape.MemberEntries entries) {
            beginEntry(entries.form(), false, at);
        }
        int end = JsonScanner.endOfPlainString(bytes, at, to);
        if (end > 0) {
            nameEnd(bytes, end);
            return end;
        }
        startScan(at);
        state = State.IN_NAME;
        return at;
    }

    private void nameEnd(byte[] bytes, int at) {
        state = State.COLON;
        if (!(containers[depth - 1] instanceof BodyShape.Members container)) {
            shape = BodyShape.opaque();
        } else if (name.length() == 0) {
            shape = container.behind(bytes, nameFrom, at);
        } else {
            keepName(bytes, at);
            boolean whole = name.length() <= container.longestSpelling();
            shape = whole ? container.behind(name.array(), 0, name.length()) : BodyShape.opaque();
        }
    }

    /** Keeps no more of a name than tells it from those that are looked for. */
    private void keepName(byte[] bytes, int to) {
        if (containers[depth - 1] instanceof BodyShape.Members container) {
            int room = container.longestSpelling() + 1 - name.length();
            name.write(bytes, nameFrom, Math.min(room, to - nameFrom));
        }
    }

    private int valueStart(byte found, byte[] bytes, int at, int to, ByteSink out) {
        if (depth == 0 && !sequence) {
            int behind = pass(shape, false, bytes, at, to, out);
            if (behind > at) {
                state = State.END;
                return behind;
            }
        }
        if (depth == 0 && offsetOf(at) == lastEnd) {
            throw unexpected(found, at, "white space");
        }
        if (shape instanceof BodyShape.EntryShape entry) {
            boolean alone = depth == 0 ? !sequence : !(containers[depth - 1] instanceof BodyShape.ArrayShape);
            beginEntry(entry.form(), alone, at);
            shape = entry.inside();
        }
        if (shape instanceof BodyShape.Members && found == '{') {
            enter(shape);
            state = State.FIRST_NAME;
            return at + 1;
        }
        if (shape instanceof BodyShape.ArrayShape elements && found == '[') {
            enter(elements);
            if (elements.areEntries()) {
                listener.startOfEntries(offsetOf(at));
            }
            shape = elements.element();
            state = State.FIRST_ELEMENT;
            return at + 1;
        }
        if (shape instanceof BodyShape.MemberEntries && found == '{') {
            enter(shape);
            listener.startOfEntries(offsetOf(at));
            state = State.FIRST_NAME;
            return at + 1;
        }
        if (shape instanceof BodyShape.Document) {
            if (found == '{') {
                held.addBoundary(heldTo(at));
                startScan(at);
                scanner.reset(held.members());
                state = State.IN_VALUE;
                return at;
            }
            shape = BodyShape.opaque();
        } else if (shape instanceof BodyShape.Flag) {
            listener.flag(found == 't' ? Boolean.TRUE : found == 'f' ? Boolean.FALSE : null);
        }
        int end = found == '"' ? JsonScanner.endOfPlainString(bytes, at, to) : 0;
        if (end > 0) {
            valueEnd(bytes, end, out);
            return end;
        }
        startScan(at);
        state = State.IN_VALUE;
        return at;
    }

    private void beginEntry(EntryForm form, boolean alone, int at) {
        hold(at);
        held.begin(form, alone);
        entryStart = heldTo(at);
        entryDepth = depth;
    }

    private void enter(BodyShape container) {
        if (depth == containers.length) {
            containers = Arrays.copyOf(containers, Math.max(4, 2 * depth));
        }
        containers[depth++] = container;
    }

    private int afterValue(byte found, byte[] bytes, int at, int to, ByteSink out) {
        BodyShape container = containers[depth - 1];
        if (container instanceof BodyShape.ArrayShape elements) {
            if (found == ']') {
                return containerEnd(bytes, at, out);
            }
            expect(found == ',', found, at, "',' or ']'");
            if (elements.areEntries()) {
                int behind = pass(elements.element(), true, bytes, at, to, out);
                if (behind > at) {
                    return behind;
                }
                hold(at);
            }
            shape = elements.element();
            state = State.VALUE;
        } else {
            if (found == '}') {
                return containerEnd(bytes, at, out);
            }
            expect(found == ',', found, at, "',' or '}'");
            if (container instanceof BodyShape.MemberEntries) {
                hold(at);
            }
            state = State.NAME;
        }
        return at + 1;
    }

    private int containerEnd(byte[] bytes, int at, ByteSink out) {
        depth--;
        if (areEntries(containers[depth])) {
            EntryListener.Substitute last = listener.endOfEntries();
            if (last != null) {
                forwardText(bytes, at, out);
                last.writeTo(out);
                textFrom = at;
            }
        }
        shape = containers[depth];
        valueEnd(bytes, at + 1, out);
        return at + 1;
    }

    private static boolean areEntries(BodyShape container) {
        return container instanceof BodyShape.ArrayShape elements
                ? elements.areEntries()
                : container instanceof BodyShape.MemberEntries;
    }

    /** A value ends before {@code at}. */
    private void valueEnd(byte[] bytes, int at, ByteSink out) {
        if (shape instanceof BodyShape.Document) {
            documentEnd(bytes, at, out);
        }
        if (entryDepth == depth) {
            entryEnd(bytes, at, out);
        }
        if (depth > 0) {
            state = State.AFTER_VALUE;
        } else if (sequence) {
            shape = root;
            state = State.VALUE;
            lastEnd = offsetOf(at);
        } else {
            state = State.END;
        }
    }

    private void documentEnd(byte[] bytes, int at, ByteSink out) {
        if (isTooMuch(at)) {
            dropDocument(bytes, at, out, held.members().size() > limits.maximumMembers());
        } else if (rest == null && hasTooManyOnAllLevels(bytes, at)) {
            dropDocument(bytes, at, out, true);
        }
        SmallMembers small = rest;
        if (small != null) {
            small.write(bytes, holdFrom, at - holdFrom);
            textFrom = at;
            holdFrom = at;
            small.writeTo(buffer);
            small.free();
            rest = null;
            held.exceeds(tooMany ? limits.membersExceeded() : limits.lengthExceeded());
        } else if (scanner.deepest() > limits.maximumDepth()) {
            held.exceeds(limits.nestingExceeded());
        }
        held.addBoundary(heldTo(at));
    }

    /** Whether the document that is being scanned, up to here, has more bytes or members than may be held. */
    private boolean isTooMuch(int at) {
        countMembers();
        return rest == null
                && (heldTo(at) > limits.maximumEntryBytes() || held.members().size() > limits.maximumMembers());
    }

    /** Whether the document that ends before {@code at} has more members and elements than it may, those within its members included. */
    private boolean hasTooManyOnAllLevels(byte[] bytes, int at) {
        int begin = held.begun();
        if (heldTo(at) - begin <= limits.maximumMembers()) {
            return false; // Each takes a byte at least.
        }
        MemberCount count = new MemberCount(limits.maximumMembers());
        int buffered = Math.min(begin, buffer.length());
        count.write(buffer.array(), buffered, buffer.length() - buffered);
        int here = holdFrom + begin - buffered;
        count.write(bytes, here, at - here);
        return count.isExceeded();
    }

    private void countMembers() {
        long needed = (long) Math.max(0, held.members().size() - FREE_MEMBERS) * MEMBER_BYTES;
        if (needed > countedMembers) {
            limits.room().take(needed - countedMembers);
            countedMembers = needed;
        }
    }

    /** Lets go of the members of a document that had many. */
    private void forgetMembers() {
        if (countedMembers > 0) {
            held.forgetMembers();
            limits.room().giveBack(countedMembers);
            countedMembers = 0;
        }
    }

    /** Holds of the document that is being scanned no more than its small members, now that it is too long. */
    private void dropDocument(byte[] bytes, int at, ByteSink out, boolean forItsMembers) {
        forwardText(bytes, holdFrom, out);
        textFrom = at;
        tooMany = forItsMembers;
        SmallMembers small = new SmallMembers(limits.room());
        int before = held.begun();
        JsonBuffer kept = new JsonBuffer(limits.room());
        int buffered = Math.min(before, buffer.length());
        kept.write(buffer.array(), 0, buffered);
        kept.write(bytes, holdFrom, before - buffered);
        small.write(buffer.array(), buffered, buffer.length() - buffered);
        small.write(bytes, holdFrom + before - buffered, at - holdFrom - (before - buffered));
        buffer.free();
        buffer = kept;
        holdFrom = at;
        rest = small;
        scanner.stopNoting();
        forgetMembers();
    }

    private void entryEnd(byte[] bytes, int at, ByteSink out) {
        limitHeld(at);
        boolean inOnePiece = buffer.length() == 0;
        if (inOnePiece) {
            held.set(bytes, holdFrom, holdFrom + entryStart, at);
        } else {
            buffer.write(bytes, holdFrom, at - holdFrom);
            held.set(buffer.array(), 0, entryStart, buffer.length());
        }
        learn();
        EntryListener.Substitute substitute = listener.entry(held);
        if (substitute != null || !inOnePiece) {
            if (inOnePiece) {
                forwardText(bytes, holdFrom, out);
            }
            if (substitute != null) {
                substitute.writeTo(out);
            } else {
                out.write(buffer.array(), 0, buffer.length());
            }
            textFrom = at;
        }
        if (sequence) {
            held.end(); // A feed may wait for its next entry for ever.
        }
        forgetMembers();
        holding = false;
        entryDepth = -1;
        buffer.reset();
        if (buffer.array().length > LARGEST_KEPT_BUFFER) {
            buffer.free();
        }
    }

    /** Holds what comes from here on, if nothing is held yet. */
    private void hold(int at) {
        if (!holding) {
            holding = true;
            holdFrom = at;
        }
    }

    /** How many bytes are held up to here. */
    private int heldTo(int at) {
        return buffer.length() + at - holdFrom;
    }

    private void limitHeld(int at) {
        long length = (long) buffer.length() + at - holdFrom;
        if (length > limits.maximumEntryBytes()) {
            throw new EntryTooLargeException(offsetOf(at) - length, limits.maximumEntryBytes());
        }
    }

    private void keepUnfinished(byte[] bytes, int to, ByteSink out) {
        if (state == State.IN_NAME) {
            keepName(bytes, to);
        }
        boolean inDocument = state == State.IN_VALUE && shape instanceof BodyShape.Document;
        if (inDocument && isTooMuch(to)) {
            dropDocument(bytes, to, out, held.members().size() > limits.maximumMembers());
        }
        SmallMembers small = rest;
        if (small != null) {
            small.write(bytes, holdFrom, to - holdFrom);
        } else if (holding) {
            limitHeld(to);
            forwardText(bytes, holdFrom, out);
            buffer.write(bytes, holdFrom, to - holdFrom);
        } else {
            forwardText(bytes, to, out);
        }
    }

    private void forwardText(byte[] bytes, int to, ByteSink out) {
        if (textFrom < to) {
            out.write(bytes, textFrom, to - textFrom);
        }
    }

    private void startScan(int at) {
        scanner.reset();
        scanOffset = offsetOf(at);
    }

    private int scan(byte[] bytes, int from, int to) {
        try {
            return scanner.scan(bytes, from, to);
        } catch (JsonFormatException e) {
            throw e.movedBy(scanOffset);
        }
    }

    private void finishScan() {
        try {
            scanner.finish();
        } catch (JsonFormatException e) {
            state = State.BROKEN;
            throw e.movedBy(scanOffset);
        }
    }

    private long offsetOf(int at) {
        return offset + at - feedFrom;
    }

    private void expect(boolean met, byte found, int at, String expected) {
        if (!met) {
            throw unexpected(found, at, expected);
        }
    }

    private JsonFormatException unexpected(byte found, int at, String expected) {
        String shown = found > 0x20 && found < 0x7F ? "'" + (char) found + "'" : String.format("byte 0x%02X", found);
        return new JsonFormatException(offsetOf(at), "found " + shown + ", expected " + expected);
    }
}
