package io.slipcover.usage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The text of a log of which some parts are packed by gzip and others are not, in any order: what {@code cat} makes of several files. A
 * line ends where a plain part meets a packed one. The format is that of RFC 1952.
 */
final class UnpackedLog implements AutoCloseable {
    private static final int BUFFER = 64 << 10;
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;
    private static final int DEFLATED = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream log;
    private final byte[] input = new byte[BUFFER];
    private int position;
    private int limit;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean isFirst = true;
    private boolean isInside;
    private boolean isPacked;

    UnpackedLog(InputStream log) {
        this.log = log;
    }

    /**
     * Reads some bytes of text.
     *
     * @return how many, or -1 at the end
     * @throws EOFException where a packed part breaks off
     * @throws ZipException where a packed part is broken
     */
    int read(byte[] buffer) throws IOException {
        int count = 0;
        while (count == 0) {
            if (isInside) {
                count = isPacked ? unpacked(buffer) : plain(buffer);
            } else if (!has(1)) {
                count = -1;
            } else if (begin()) {
                buffer[0] = '\n';
                count = 1;
            }
        }
        return count;
    }

    /** Begins the part at this place. Whether the part ends the line of the part before. */
    private boolean begin() throws IOException {
        boolean wasPacked = isPacked;
        boolean isBehindAnother = !isFirst;
        isFirst = false;
        isInside = true;
        isPacked = isPackedHere();
        if (isPacked) {
            skipHeader();
        }
        return isBehindAnother && isPacked != wasPacked;
    }

    private boolean isPackedHere() throws IOException {
        return has(2) && (input[position] & 0xff) == FIRST && (input[position + 1] & 0xff) == SECOND;
    }

    /** Copies plain text up to the next packed part. No text has a byte with which a packed part begins. */
    private int plain(byte[] buffer) throws IOException {
        if (!has(1) || isPackedHere()) {
            isInside = false;
            return 0;
        }
        int end = position + 1;
        int last = Math.min(limit, position + buffer.length);
        while (end < last && (input[end] & 0xff) != FIRST) {
            end++;
        }
        int count = end - position;
        System.arraycopy(input, position, buffer, 0, count);
        position = end;
        return count;
    }

    private int unpacked(byte[] buffer) throws IOException {
        try {
            int count = inflater.inflate(buffer);
            while (count == 0 && !inflater.finished()) {
                if (inflater.needsDictionary()) {
                    throw new ZipException("a packed part needs a dictionary");
                }
                if (!has(1)) {
                    throw new EOFException("a packed part breaks off");
                }
                inflater.setInput(input, position, limit - position);
                position = limit;
                count = inflater.inflate(buffer);
            }
            if (count == 0) {
                end();
            }
            checksum.update(buffer, 0, count);
            return count;
        } catch (DataFormatException broken) {
            ZipException exception = new ZipException("a packed part is broken");
            exception.initCause(broken);
            throw exception;
        }
    }

    private void end() throws IOException {
        position = limit - inflater.getRemaining();
        long toldChecksum = number();
        long toldLength = number();
        if (toldChecksum != checksum.getValue() || toldLength != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new ZipException("a packed part is broken: its checksum does not fit");
        }
        inflater.reset();
        checksum.reset();
        isInside = false;
    }

    private void skipHeader() throws IOException {
        next();
        next();
        if (next() != DEFLATED) {
            throw new ZipException("a packed part is packed in no way that is known");
        }
        int flags = next();
        for (int rest = 0; rest < 6; rest++) {
            next();
        }
        if ((flags & EXTRA) != 0) {
            for (int length = next() | next() << Byte.SIZE; length > 0; length--) {
                next();
            }
        }
        for (int flag : new int[] {NAME, COMMENT}) {
            while ((flags & flag) != 0 && next() != 0) {
                // A text, which ends in a zero.
            }
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            next();
            next();
        }
    }

    private long number() throws IOException {
        long number = 0;
        for (int index = 0; index < Integer.BYTES; index++) {
            number |= (long) next() << (index * Byte.SIZE);
        }
        return number;
    }

    private int next() throws IOException {
        if (!has(1)) {
            throw new EOFException("a packed part breaks off");
        }
        int next = input[position] & 0xff;
        position++;
        return next;
    }

    /** Whether so many bytes, of which there is room in the input, are there or can be read. */
    private boolean has(int wanted) throws IOException {
        while (limit - position < wanted) {
            if (position > 0) {
                System.arraycopy(input, position, input, 0, limit - position);
                limit -= position;
                position = 0;
            }
            int count = log.read(input, limit, BUFFER - limit);
            if (count < 0) {
                return false;
            }
            limit += count;
        }
        return true;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
