package io.slipcover.envelope;

import io.slipcover.json.JsonObject;

/** The kinds of entries, and where each kind says which document it is about. */
enum EntryForm {
    /** A document: {@code {"_id":…,"_rev":…}}. */
    DOCUMENT {
        @Override
        EntryHead read(JsonObject entry) {
            return new DocumentHead(entry);
        }
    },
    /** A row of {@code _all_docs}: {@code {"id":…,"key":…,"value":{"rev":…},"doc":{…}}}. */
    ROW {
        @Override
        EntryHead read(JsonObject entry) {
            return new RowHead(entry);
        }
    },
    /** A row of a view, or a hit of a search. Its key and its value are the view's own: {@code {"id":…,"key":…,"value":…,"doc":{…}}}. */
    VIEW_ROW {
        @Override
        EntryHead read(JsonObject entry) {
            return new ViewRowHead(entry);
        }
    },
    /** A change: {@code {"seq":…,"id":…,"changes":[{"rev":…}],"deleted":true,"doc":{…}}}. */
    CHANGE {
        @Override
        EntryHead read(JsonObject entry) {
            return new ChangeHead(entry);
        }
    },
    /** A revision: {@code {"ok":{…}}}, {@code {"error":{"id":…,"rev":…}}} or {@code {"missing":"1-a"}}. */
    REVISION {
        @Override
        EntryHead read(JsonObject entry) {
            return new RevisionHead(entry);
        }
    },
    /** The name of a document without the document: {@code {"id":…,"rev":…}} or {@code {"missing":"1-a"}}. */
    REFERENCE {
        @Override
        EntryHead read(JsonObject entry) {
            return new ReferenceHead(entry);
        }
    },
    /** An id alone: a string. */
    ID {
        @Override
        EntryHead read(byte[] bytes, int from, int to) {
            return bytes[from] == '"' ? new IdHead(bytes, from, to) : EntryHead.NOTHING;
        }
    },
    /** An id with revisions, a member of an object: {@code "id":["1-a"]} or {@code "id":{"missing":["1-a"]}}. */
    MEMBER {
        @Override
        EntryHead read(byte[] bytes, int from, int to) {
            return MemberHead.read(bytes, from, to);
        }
    };

    /** What the entry at [from, to), which has been validated, says beside its document. */
    EntryHead read(byte[] bytes, int from, int to) {
        return bytes[from] == '{' ? read(JsonObject.ofValidated(bytes, from, to)) : EntryHead.NOTHING;
    }

    /** What the entry says, which is an object of its own. */
    EntryHead read(JsonObject entry) {
        throw new IllegalStateException(name() + " is no object: " + entry.size());
    }
}
