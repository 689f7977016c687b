package io.slipcover.playground;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.admin.AdminAnswer;
import io.slipcover.transform.UnreadableDocumentException;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a question, in the shape of CouchDB's errors.
 *
 * @param where the part of the question that is at fault; null: none of them
 * @param line the line of that part, from 1; 0: the whole part
 * @param column the column, from 1; 0: the whole part
 */
record Problem(
        int status, String error, String reason, @Nullable String where, int line, int column) {
    Problem(int status, String error, String reason) {
        this(status, error, reason, null, 0, 0);
    }

    /** A part of the question that is not as it has to be. */
    static Problem of(String where, String reason) {
        return new Problem(400, "bad_request", reason, where, 0, 0);
    }

    /** A document that cannot be read. */
    static Problem of(String where, UnreadableDocumentException unreadable) {
        return new Problem(400, "bad_json", unreadable.problem(), where, unreadable.line(), unreadable.column());
    }

    /** This as an exception. */
    WrongQuestionException asException() {
        return new WrongQuestionException(this);
    }

    AdminAnswer answer() {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("error", error).put("reason", reason);
        if (where != null) {
            json.put("where", where);
        }
        if (line > 0) {
            json.put("line", line).put("column", column);
        }
        return AdminAnswer.json(status, json.toString());
    }
}
