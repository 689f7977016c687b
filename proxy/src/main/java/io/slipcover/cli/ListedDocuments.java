package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stream of JSON values one after the other, made of any form in which a file may hold documents: one after the other already, a list, or
 * an answer of CouchDB's whose {@code rows}, {@code docs} or {@code results} they are. It holds nothing but what it was asked for.
 */
final class ListedDocuments extends FilterInputStream {
    private static final int LOOKED_AT = 4_096;
    private static final String BEFORE =
            "\"(?:total_rows|offset|update_seq|last_seq|pending|new_edits|bookmark)\"\\s*:\\s*(?:-?\\d+|null|true|false|\"[^\"]*\")\\s*,\\s*";
    private static final Pattern LIST =
            Pattern.compile("\\A\uFEFF?\\s*(?:\\[|\\{\\s*(?:" + BEFORE + ")*\"(?:rows|docs|results)\"\\s*:\\s*\\[)");

    private final byte[] begin;
    private int at;
    private final boolean listed;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean ended;

    ListedDocuments(InputStream input) throws IOException {
        super(input);
        byte[] first = input.readNBytes(LOOKED_AT);
        Matcher list = LIST.matcher(new String(first, UTF_8));
        this.listed = list.find();
        int from = listed ? list.group().getBytes(UTF_8).length : 0;
        this.begin = Arrays.copyOfRange(first, from, first.length);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        int read = fill(bytes, offset, length);
        return read < 0 || !listed ? read : unlisted(bytes, offset, read);
    }

    private int fill(byte[] bytes, int offset, int length) throws IOException {
        if (at == begin.length) {
            return in.read(bytes, offset, length);
        }
        int read = Math.min(length, begin.length - at);
        System.arraycopy(begin, at, bytes, offset, read);
        at += read;
        return read;
    }

    /** Puts white space in the place of the commas between elements. The stream ends where the list does. */
    private int unlisted(byte[] bytes, int offset, int read) {
        for (int index = offset; index < offset + read; index++) {
            byte next = bytes[index];
            if (inString) {
                inString = escaped || next != '"';
                escaped = !escaped && next == '\\';
            } else if (next == '"') {
                inString = true;
            } else if (next == '{' || next == '[') {
                depth++;
            } else if (next == ']' && depth == 0) {
                ended = true;
                return index == offset ? -1 : index - offset;
            } else if (next == '}' || next == ']') {
                depth--;
            } else if (next == ',' && depth == 0) {
                bytes[index] = ' ';
            }
        }
        return read;
    }
}
