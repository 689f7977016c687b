package io.slipcover.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.document.Revision;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The revisions that an import makes: seven zeros, a digit of the kind, and 24 digits of a digest of the parent and the content. So two imports
 * of the same copies make the same revisions. The zeros place such a revision below nearly every other child of its parent, and the kind places
 * a conflict below the document. A migration's revisions begin with eight zeros, so the two are told apart.
 */
final class ImportedRevision {
    private static final String DOCUMENT = "00000002";
    private static final String CONFLICT = "00000001";
    private static final int DIGEST = 24;
    private static final Pattern MADE = Pattern.compile(DOCUMENT + "[0-9a-f]{24}");

    private ImportedRevision() {}

    /** The revision of a document below its parent. */
    static Revision document(@Nullable Revision parent, Content content) {
        return make(DOCUMENT, parent, content);
    }

    /** The revision of a conflict below its parent. */
    static Revision conflict(@Nullable Revision parent, Content content) {
        return make(CONFLICT, parent, content);
    }

    private static Revision make(String kind, @Nullable Revision parent, Content content) {
        String text = parent + "\0" + content.told();
        return new Revision(
                parent == null ? 1 : parent.generation() + 1,
                kind + sha256(text).substring(0, DIGEST));
    }

    /** Whether an import has made this revision of a document, or this tombstone. */
    static boolean isDocument(Revision revision) {
        return MADE.matcher(revision.digits()).matches();
    }

    /** The SHA-256 of a text, in hex digits. */
    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("every Java has SHA-256", exception);
        }
    }
}
