package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a member whose name is an id: in the body of a {@code _revs_diff} its value is an array of revisions, in the answer an
 * object that says which of them are {@code missing}.
 */
final class MemberHead extends EntryHead {
    private static final JsonName MISSING = JsonName.of("missing");

    /** An object with this member alone. */
    private final JsonObject member;

    private MemberHead(JsonObject member) {
        this.member = member;
    }

    /** Reads the member at [from, to): a name, a colon and a value. */
    static MemberHead read(byte[] bytes, int from, int to) {
        byte[] object = new byte[to - from + 2];
        object[0] = '{';
        System.arraycopy(bytes, from, object, 1, to - from);
        object[object.length - 1] = '}';
        return new MemberHead(JsonObject.ofValidated(object, 0, object.length));
    }

    @Override
    String id() {
        return member.name(0).text();
    }

    @Override
    List<String> revisions() {
        JsonArray found = array();
        List<String> revisions = new ArrayList<>();
        for (int index = 0; found != null && index < found.size(); index++) {
            if (found.get(index) instanceof JsonSlice revision && revision.kind() == JsonKind.STRING) {
                revisions.add(revision.asString());
            }
        }
        return revisions;
    }

    private @Nullable JsonArray array() {
        JsonObject answer = member.object(0);
        return answer == null ? member.array(0) : answer.array(MISSING);
    }

    @Override
    void say(EntryOutcome.Rewritten words) {
        String id = words.id();
        if (id != null) {
            member.rename(0, JsonName.of(id));
        }
        List<String> revisions = words.revisions();
        if (revisions != null) {
            JsonArray made = JsonArray.empty();
            revisions.forEach(revision -> made.add(JsonSlice.string(revision)));
            put(made);
        }
    }

    private void put(JsonValue revisions) {
        JsonObject answer = member.object(0);
        if (answer == null) {
            member.set(0, revisions);
        } else {
            answer.put(MISSING, revisions);
        }
    }

    @Override
    void writeTo(ByteSink out) {
        JsonBuffer object = new JsonBuffer();
        member.writeTo(object);
        out.write(object.array(), 1, object.length() - 2);
    }
}
