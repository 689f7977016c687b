package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ways to decide about documents, as a handler over bytes and as a function over trees that decides the same. */
enum Outcomes {
    UNCHANGED {
        @Override
        EntryOutcome decide(@Nullable String id, JsonObject document) {
            return EntryOutcome.unchanged();
        }
    },
    /** Replaced by a copy of itself: what leaves are the bytes that came. */
    REPEATED {
        @Override
        EntryOutcome decide(@Nullable String id, JsonObject document) {
            return EntryOutcome.replaced(document);
        }
    },
    REPLACED {
        @Override
        EntryOutcome decide(@Nullable String id, JsonObject document) {
            document.put(JsonName.of("seen"), JsonValue.of("[1.50, \"é\"]"));
            return EntryOutcome.replaced(document);
        }
    },
    FAILED {
        @Override
        EntryOutcome decide(@Nullable String id, JsonObject document) {
            return EntryOutcome.failed("migration_failed", "no pair for \"42\"");
        }
    },
    LEFT_OUT {
        @Override
        EntryOutcome decide(@Nullable String id, JsonObject document) {
            return EntryOutcome.leftOut();
        }
    },
    /** All of them, by the document's id. */
    MIXED {
        @Override
        EntryOutcome decide(@Nullable String id, JsonObject document) {
            Outcomes[] others = {UNCHANGED, REPEATED, REPLACED, FAILED, LEFT_OUT};
            return others[Math.floorMod(String.valueOf(id).hashCode(), others.length)].decide(id, document);
        }
    };

    abstract EntryOutcome decide(@Nullable String id, JsonObject document);

    EntryHandler handler() {
        return entry ->
                decide(entry.documentId(), JsonObject.parse(entry.bytes(), entry.documentFrom(), entry.documentTo()));
    }

    /** The model's side. */
    Function<ObjectNode, EntryOutcome> onTrees() {
        return document -> {
            byte[] bytes = document.toString().getBytes(UTF_8);
            String id = document.path("_id").isTextual() ? document.path("_id").textValue() : null;
            return decide(id, JsonObject.parse(bytes, 0, bytes.length));
        };
    }
}
