package io.slipcover.example.migrations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happens to the documents of an example, from the file {@code story.json} in its folder.
 *
 * @param phones by release: the version that the release's app names
 * @param steps what the phones do, one after the other
 * @param conflict what two phones do to one document before they hear of each other
 */
record Story(Map<String, String> phones, List<Step> steps, Conflict conflict) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One phone writes one document and pushes it.
     *
     * @param by the release of the phone's app
     * @param why what the step shows, for whoever reads a failure
     * @param seen by release: the document that the release's phones have after they pulled, without CouchDB's members
     */
    record Step(String by, String id, String why, Edit edit, Map<String, JsonNode> seen) {}

    /**
     * Two phones edit the same document while both are offline.
     *
     * @param edits by release: the edit of its phone
     * @param seen by release: both edits, as the release's phones have them afterwards
     */
    record Conflict(String id, Map<String, Edit> edits, Map<String, List<JsonNode>> seen) {}

    /**
     * A change to a document: a JSON merge patch (RFC 7396) of the members that are not CouchDB's.
     *
     * @param patch members to set; {@code null} removes a member
     */
    record Edit(JsonNode patch) {
        /** The document after the edit. */
        ObjectNode of(ObjectNode document) {
            return (ObjectNode) patched(document, patch);
        }

        private static JsonNode patched(JsonNode target, JsonNode patch) {
            if (!patch.isObject()) {
                return patch;
            }
            ObjectNode result = target.isObject() ? ((ObjectNode) target).deepCopy() : JSON.createObjectNode();
            patch.properties().forEach(member -> {
                if (member.getValue().isNull()) {
                    result.remove(member.getKey());
                } else {
                    JsonNode before = result.path(member.getKey());
                    result.set(member.getKey(), patched(before, member.getValue()));
                }
            });
            return result;
        }
    }

    static Story read(Path file) throws IOException {
        JsonNode story = JSON.readTree(Files.readString(file));
        Map<String, String> phones = new LinkedHashMap<>();
        story.required("phones")
                .properties()
                .forEach(phone -> phones.put(phone.getKey(), phone.getValue().asText()));
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : story.required("steps")) {
            steps.add(new Step(
                    step.required("by").asText(),
                    step.required("id").asText(),
                    step.required("why").asText(),
                    new Edit(step.required("edit")),
                    byRelease(step.required("seen"))));
        }
        JsonNode conflict = story.required("conflict");
        Map<String, Edit> edits = new LinkedHashMap<>();
        byRelease(conflict.required("edits")).forEach((release, patch) -> edits.put(release, new Edit(patch)));
        Map<String, List<JsonNode>> leaves = new LinkedHashMap<>();
        byRelease(conflict.required("seen")).forEach((release, seen) -> {
            List<JsonNode> both = new ArrayList<>();
            seen.forEach(both::add);
            leaves.put(release, both);
        });
        return new Story(phones, steps, new Conflict(conflict.required("id").asText(), edits, leaves));
    }

    private static Map<String, JsonNode> byRelease(JsonNode object) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
