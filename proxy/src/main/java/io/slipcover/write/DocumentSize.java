package io.slipcover.write;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonObject;
import java.nio.charset.StandardCharsets;

/**
 * The size of a document as CouchDB measures it against its {@code max_document_size}: the bytes of JSON without white space, escapes, and
 * the members that begin with {@code _}, such as attachments (couch_ejson_size in CouchDB's source).
 */
final class DocumentSize implements ByteSink {
    private static final int ESCAPED_HEX = 4;

    private long bytes;
    private boolean inString;
    private boolean escaped;
    private int hexLeft;

    private DocumentSize() {}

    static long of(JsonObject document) {
        DocumentSize size = new DocumentSize();
        long members = 0;
        for (int index = 0; index < document.size(); index++) {
            String name = document.name(index).toString();
            if (!name.startsWith("_")) {
                members++;
                size.bytes += name.getBytes(StandardCharsets.UTF_8).length + "\"\":".length();
                document.value(index).writeTo(size);
            }
        }
        long commas = Math.max(0, members - 1);
        return size.bytes + commas + "{}".length();
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        for (int at = offset; at < offset + length; at++) {
            count(source[at]);
        }
    }

    private void count(byte found) {
        if (hexLeft > 0) {
            hexLeft--;
        } else if (escaped) {
            escaped = false;
            bytes++; // Never more than CouchDB counts, so that it refuses what this lets pass.
            hexLeft = found == 'u' ? ESCAPED_HEX : 0;
        } else if (inString && found == '\\') {
            escaped = true;
        } else if (inString || !isSpace(found)) {
            bytes++;
            if (found == '"') {
                inString = !inString;
            }
        }
    }

    private static boolean isSpace(byte found) {
        return found == ' ' || found == '\n' || found == '\r' || found == '\t';
    }
}
