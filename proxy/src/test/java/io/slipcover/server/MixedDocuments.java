package io.slipcover.server;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.UnshowableException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generated documents of all types and versions of a catalog, each of which every release can show. */
final class MixedDocuments {
    private static final List<String> TEXTS = List.of(
            "\"tea\"",
            "\"Tea\"",
            "\"mate\"",
            "\"Öl\"",
            "\"ol\"",
            "\"zebra 9\"",
            "\"\"",
            "\"a b c\"",
            "\"äpfel\"",
            "\"10\"");
    private static final List<String> ANYTHING = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1.5",
            "1e2",
            "\"x\"",
            "[]",
            "[1,2]",
            "{}",
            "{\"a\":{\"b\":1}}",
            "[{\"a\":1}]");

    private final Random random;
    private final List<ReleaseView> views = new ArrayList<>();

    MixedDocuments(Catalog catalog, Random random) {
        this.random = random;
        for (Release release : catalog.releases()) {
            views.add(new ReleaseView(catalog, release));
        }
    }

    List<String> generate(int count) {
        List<String> documents = new ArrayList<>();
        while (documents.size() < count) {
            String document = one("d%04d".formatted(documents.size()));
            if (isShowable(document)) {
                documents.add(document);
            }
        }
        return documents;
    }

    /** What clients of a release, counted from 1, see. */
    String view(int release, String document) {
        return views.get(release - 1).view(JsonObject.of(document)).toString();
    }

    private boolean isShowable(String document) {
        try {
            for (int release = 1; release <= views.size(); release++) {
                view(release, document);
            }
            return true;
        } catch (UnshowableException exception) {
            return false;
        }
    }

    private String one(String id) {
        StringBuilder text = new StringBuilder("{\"_id\":\"" + id + "\"");
        switch (random.nextInt(7)) {
            case 0, 1 -> todo(text);
            case 2 -> memo(text);
            case 3 -> other(text);
            default -> note(text);
        }
        maybe(text, "rank", Integer.toString(random.nextInt(6)));
        maybe(text, "extra", pick(ANYTHING));
        JsonObject document = JsonObject.of(text + "}");
        int release = random.nextInt(views.size() + 1);
        if (release > 0) {
            try {
                document = views.get(release - 1).view(document);
            } catch (UnshowableException exception) {
                return text + "}";
            }
            changeWhatTheOldestCannotSay(document);
        }
        return document.toString();
    }

    private void changeWhatTheOldestCannotSay(JsonObject document) {
        change(document, "priority", "\"urgent\"");
        change(document, "archived", "true");
        change(document, "tags", "[\"x\",\"tea\"]");
        change(document, "tag", "[\"tea\",\"y\"]");
        change(document, "status", "\"paused\"");
        change(document, "group", "{\"name\":\"work\"}");
        change(document, "pinned", "true");
        change(document, "steps", "[{\"label\":\"tea\",\"done\":true}]");
    }

    private void change(JsonObject document, String member, String value) {
        JsonName name = JsonName.of(member);
        JsonValue old = document.get(name);
        JsonValue changed = JsonValue.of(value);
        if (old != null && old.kind() == changed.kind() && random.nextInt(3) == 0) {
            document.put(name, changed);
        }
    }

    private void todo(StringBuilder text) {
        text.append(",\"schema\":\"todo-item\"");
        version(text);
        maybe(text, "title", pick(TEXTS));
        maybe(text, "isDone", Boolean.toString(random.nextBoolean()));
    }

    private void memo(StringBuilder text) {
        text.append(",\"schema\":\"memo\"");
        version(text);
        text.append(",\"body\":").append(pick(TEXTS));
    }

    private void other(StringBuilder text) {
        if (random.nextBoolean()) {
            text.append(",\"schema\":\"unheard-of\"");
        }
        maybe(text, "title", pick(ANYTHING));
        maybe(text, "isDone", pick(ANYTHING));
        maybe(text, "headline", pick(TEXTS));
        maybe(text, "priority", pick(ANYTHING));
    }

    private void note(StringBuilder text) {
        text.append(",\"schema\":\"note\"");
        version(text);
        maybe(text, "headline", pick(TEXTS));
        maybe(text, "priority", Integer.toString(1 + random.nextInt(3)));
        maybe(text, "city", pick(TEXTS));
        maybe(text, "place", "{\"zip\":\"" + random.nextInt(3) + "\"}");
        maybe(text, "tag", random.nextInt(4) == 0 ? "null" : pick(TEXTS));
        maybe(text, "price", pick(List.of("1.1", "0", "20", "3.50", "null", "-2")));
        maybe(text, "author", pick(List.of("\"Ada Lovelace\"", "\"Bob\"", "\"Ada King Lovelace\"", "null")));
        maybe(text, "created", pick(List.of("\"2026-11-22T15:30:00.000Z\"", "\"2020-01-01T00:00:00.000Z\"", "null")));
        maybe(text, "steps", pick(List.of("[]", "[{\"text\":\"tea\"},{\"text\":\"ol\",\"n\":1}]", "null")));
        maybe(text, "colour", pick(TEXTS));
        maybe(text, "owners", pick(List.of("[]", "[\"ada\"]", "[\"bob\",\"ada\"]")));
        maybe(text, "street", pick(TEXTS));
        maybe(text, "number", pick(List.of("\"7\"", "\"12\"")));
        maybe(text, "count", pick(List.of("12", "1", "2.5", "null")));
    }

    private void version(StringBuilder text) {
        if (random.nextInt(4) > 0) {
            text.append(",\"version\":1");
        }
    }

    private void maybe(StringBuilder text, String name, String value) {
        if (random.nextInt(3) > 0) {
            text.append(",\"").append(name).append("\":").append(value);
        }
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
