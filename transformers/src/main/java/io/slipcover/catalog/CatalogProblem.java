package io.slipcover.catalog;

import io.slipcover.json.JsonName;
import io.slipcover.json.MemberPath;

/** A mistake in a schema that shows only when somebody sees the schema's parts together. */
public sealed interface CatalogProblem {

    /** What was found and what was expected, in one sentence. */
    String message();

    /** A problem that a release has. */
    sealed interface OfRelease extends CatalogProblem {
        /** Which release, counted from 0 in the order in which they were given. */
        int release();
    }

    /** A problem that a lens has. */
    sealed interface OfLens extends CatalogProblem {
        /** Which lens, counted from 0 in the order in which they were given. */
        int lens();
    }

    /** A problem that recognition rules have. */
    sealed interface OfRecognition extends CatalogProblem {
        /** The type whose rules they are. */
        String type();
    }

    /** A problem that {@code oldest-stored} has. */
    sealed interface OfOldestStored extends CatalogProblem {
        /** The type of which it speaks. */
        String type();
    }

    /** There is no release at all. */
    record NoRelease() implements CatalogProblem {
        @Override
        public String message() {
            return "there is no release; expected at least one";
        }
    }

    /** Two releases have the same name. */
    record ReleaseTwice(int release, String name) implements OfRelease {
        @Override
        public String message() {
            return "a second release '" + name + "'; expected a name of its own";
        }
    }

    /** A release has an older version of a type than an earlier release has. */
    record ReleaseGoesBack(int release, String type, int version, int earlier, String earlierRelease)
            implements OfRelease {
        @Override
        public String message() {
            return "%s %d, but release '%s' before it has %d; expected releases oldest first"
                    .formatted(type, version, earlierRelease, earlier);
        }
    }

    /** A release has defaults for a type that it does not name. */
    record DefaultWithoutType(int release, String type) implements OfRelease {
        @Override
        public String message() {
            return "defaults for '" + type + "', a type that the release does not name";
        }
    }

    /** A release has a default for a member that belongs to CouchDB or to Slipcover. */
    record DefaultOfReservedMember(int release, String type, JsonName member) implements OfRelease {
        @Override
        public String message() {
            return "a default for '" + member.text() + "' of " + type + ", a member that is " + owner(member);
        }
    }

    /** The store release is none of the releases. */
    record UnknownStore(String name) implements CatalogProblem {
        @Override
        public String message() {
            return "the store release '" + name + "' is none of the releases";
        }
    }

    /** Two lenses lead a type over one step; this is the second lens. */
    record LensTwice(int lens, int first, String type, int from, int to) implements OfLens {
        @Override
        public String message() {
            return "a second lens that leads %s from %d to %d".formatted(type, from, to);
        }
    }

    /** A lens names a member that belongs to CouchDB or to Slipcover. */
    record LensNamesReservedMember(int lens, int operation, String description, MemberPath path) implements OfLens {
        /** The member at the top of the document. */
        public JsonName member() {
            return path.top();
        }

        @Override
        public String message() {
            return description + ": '" + path + "' is " + owner(member()) + ", no lens may name it";
        }
    }

    /** No lens leads over a step between two versions in use; the release is the first that cannot be reached. */
    record MissingLens(int release, String type, int from, int to) implements OfRelease {
        @Override
        public String message() {
            return "no lens leads %s from %d to %d".formatted(type, from, to);
        }
    }

    /** There are recognition rules for a type that no release names. */
    record RecognitionOfUnknownType(String type) implements OfRecognition {
        @Override
        public String message() {
            return "'" + type + "' is a type that no release names";
        }
    }

    /** There is a recognition rule for a version of a type that no release names. */
    record RecognitionOfUnknownVersion(String type, int version) implements OfRecognition {
        @Override
        public String message() {
            return type + " " + version + " is a version that no release names";
        }
    }

    /** {@code oldest-stored} names a type that no release names. */
    record OldestStoredOfUnknownType(String type) implements OfOldestStored {
        @Override
        public String message() {
            return "'" + type + "' is a type that no release names";
        }
    }

    /** {@code oldest-stored} names a version that no release names. */
    record OldestStoredOfUnknownVersion(String type, int version) implements OfOldestStored {
        @Override
        public String message() {
            return type + " " + version + " is a version that no release names";
        }
    }

    /** {@code oldest-stored} is newer than what Slipcover writes. */
    record OldestStoredIsNotWritten(String type, int version, int written) implements OfOldestStored {
        @Override
        public String message() {
            return "%s %d, but the store release writes %d; expected %d or older"
                    .formatted(type, version, written, written);
        }
    }

    private static String owner(JsonName member) {
        return member.text().startsWith("_") ? "CouchDB's" : "Slipcover's";
    }
}
