package io.slipcover.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.document.Revision;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The revisions that a migration makes. Their 32 digits are, one behind the other:
 *
 * <ul>
 *   <li>8 zeros, which place such a revision below every other child of its parent: the digits of other revisions are a digest's
 *   <li>2 digits of a rank, 0 unless the next digits do not suffice to keep the leaves of a document in their order
 *   <li>6 digits from the beginning of the parent, so that leaves of one generation stay in their order, and the winner stays the winner
 *   <li>8 digits that say of which shape the revision is
 *   <li>8 digits of a digest of parent and shape
 * </ul>
 *
 * As nothing else goes into them, every migration that knows the same lenses gives a document the same revisions.
 */
final class MadeRevision {
    private static final String ZEROS = "0".repeat(8);
    private static final int HIGHEST_RANK = 255;
    private static final int PREFIX = 10;
    private static final int SHAPE = 16;
    private static final int DIGEST = 24;
    private static final int END = 32;

    /** The shape of a tombstone that takes a migrated leaf back. */
    private static final String TAKEN_BACK = "f".repeat(DIGEST - SHAPE);

    private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern MADE = Pattern.compile(ZEROS + "[0-9a-f]{24}");

    private MadeRevision() {}

    /** A revision that gets a child, and eight hex digits of the child's shape, which a change of the lenses changes. */
    record Parent(Revision revision, String shape) {}

    /**
     * The children of a document's leaves, each at the place of its parent. They are in the order in which their parents are, so that the same
     * leaf wins.
     *
     * @param parents all leaves of the document that are not deleted
     * @return nothing where there are too many leaves to keep their order
     */
    static Optional<List<Revision>> below(List<Parent> parents) {
        List<Revision> children =
                parents.stream().map(parent -> below(parent, 0)).toList();
        if (inOrderOf(parents, children)) {
            return Optional.of(children);
        }
        if (parents.size() > HIGHEST_RANK) {
            return Optional.empty();
        }
        List<Revision> sorted = parents.stream().map(Parent::revision).sorted().toList();
        return Optional.of(parents.stream()
                .map(parent -> below(parent, sorted.indexOf(parent.revision()) + 1))
                .toList());
    }

    private static boolean inOrderOf(List<Parent> parents, List<Revision> children) {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < parents.size(); place++) {
            places.add(place);
        }
        places.sort(Comparator.comparing(place -> parents.get(place).revision()));
        for (int index = 1; index < places.size(); index++) {
            if (children.get(places.get(index - 1)).compareTo(children.get(places.get(index))) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static Revision below(Parent parent, int rank) {
        // The shape of a tombstone is no document's; one digit makes the difference.
        String shape = parent.shape().equals(TAKEN_BACK) ? "e" + parent.shape().substring(1) : parent.shape();
        return make(parent.revision(), rank, shape);
    }

    /** The revision of the tombstone that takes a migrated leaf back. */
    static Revision takingBack(Revision migrated) {
        return make(migrated, 0, TAKEN_BACK);
    }

    private static Revision make(Revision parent, int rank, String shape) {
        String digest = hex(parent + " " + shape).substring(0, END - DIGEST);
        return new Revision(parent.generation() + 1, ZEROS + "%02x".formatted(rank) + prefix(parent) + shape + digest);
    }

    /** The digits that keep the order. CouchDB compares 32 hex digits as the bytes that they stand for, and any other text as its own bytes. */
    private static String prefix(Revision parent) {
        String digits = parent.digits();
        if (MADE.matcher(digits).matches()) {
            return digits.substring(PREFIX, SHAPE);
        }
        String bytes = DIGITS.matcher(digits).matches()
                ? digits.toLowerCase(Locale.ROOT)
                : HexFormat.of().formatHex(digits.getBytes(UTF_8));
        return (bytes + ZEROS).substring(0, SHAPE - PREFIX);
    }

    /** Whether a migration has made this revision of a document. */
    static boolean isMigrated(Revision revision) {
        return MADE.matcher(revision.digits()).matches() && !isTakingBack(revision);
    }

    /** Whether a migration has made this tombstone. */
    static boolean isTakingBack(Revision revision) {
        return MADE.matcher(revision.digits()).matches() && shape(revision).equals(TAKEN_BACK);
    }

    /** The digits of a made revision that say of which shape it is. */
    static String shape(Revision made) {
        return made.digits().substring(SHAPE, DIGEST);
    }

    /** The SHA-256 of a text. */
    static String hex(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("every Java has SHA-256", exception);
        }
    }
}
