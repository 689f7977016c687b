package io.slipcover.example.todo;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchApps;

/**
 * The example's story in the terminal: three releases of the app, each a real PouchDB, on one database. Each claim is checked as it is
 * told.
 */
final class Tour {
    private final TodoStage stage;
    private final PouchApps apps;
    private final Story story;

    Tour(TodoStage stage, PouchApps apps, Story story) {
        this.stage = stage;
        this.apps = apps;
        this.story = story;
    }

    /** Tells all of it. The stage has the example's documents, as they were loaded. */
    void tell() {
        readOldAndNew();
        editOffline();
        replaceOneOfSeveral();
        createFromTheOldest();
        writeBackUnchanged();
        addWithoutBreaking();
        editTwiceAtOnce();
        delete();
    }

    private void readOldAndNew() {
        story.scene("The database has been in use for years: it holds todos of three shapes");
        story.sees("stored", stage.stored("todo-plants"), """
                {"schema":"todo-item","title":"Water the plants","isDone":false}""");
        story.sees("stored", stage.stored("todo-picnic"), """
                {"schema":"todo-item","version":3,"text":"Plan the picnic","status":"waiting","groupName":"friends","assignees":["ben","cleo"]}""");
        story.tell(
                "Each release reads both, in its own shape. (isImportant came with release 1.1; scene 6 tells of it.)");
        story.sees("release 1 reads", stage.shown("todo-plants", "1.0.0"), """
                {"schema":"todo-item","title":"Water the plants","isDone":false}""");
        story.sees("release 1 reads", stage.shown("todo-picnic", "1.0.0"), """
                {"schema":"todo-item","version":1,"title":"Plan the picnic","isDone":false}""");
        story.sees("release 2 reads", stage.shown("todo-plants", "2.0.0"), """
                {"schema":"todo-item","version":2,"title":"Water the plants","status":"active","group":{"name":"default"},"assignee":null,"isImportant":false}""");
        story.sees("release 2 reads", stage.shown("todo-picnic", "2.0.0"), """
                {"schema":"todo-item","version":2,"title":"Plan the picnic","status":"waiting","group":{"name":"friends"},"assignee":"ben","isImportant":false}""");
        story.sees("release 3 reads", stage.shown("todo-plants", "3.0.0"), """
                {"schema":"todo-item","version":3,"text":"Water the plants","status":"active","groupName":"default","assignees":[],"isImportant":false}""");
        story.sees("release 3 reads", stage.shown("todo-picnic", "3.0.0"), """
                {"schema":"todo-item","version":3,"text":"Plan the picnic","status":"waiting","groupName":"friends","assignees":["ben","cleo"],"isImportant":false}""");
    }

    private void editOffline() {
        story.scene("Release 1 goes offline, renames the picnic, ticks it off, and comes back");
        PouchApp app = apps.open(stage.databaseUrl(), "1.0.0");
        app.pull();
        app.set("todo-picnic", "title", "\"Plan the picnic at the lake\"");
        app.set("todo-picnic", "isDone", "true");
        story.sees("on its phone", app.get("todo-picnic"), """
                {"schema":"todo-item","version":1,"title":"Plan the picnic at the lake","isDone":true}""");
        app.push();
        story.tell("It never heard of groups or people. They are still there:");
        story.sees("stored", stage.stored("todo-picnic"), """
                {"schema":"todo-item","version":3,"text":"Plan the picnic at the lake","status":"done","groupName":"friends","assignees":["ben","cleo"]}""");
        story.holds(
                "same revision", stage.stored("todo-picnic").get("_rev").asText(), revision(app.get("todo-picnic")));
    }

    private void replaceOneOfSeveral() {
        story.scene("Release 2 knows one person a todo, and hands the picnic to dora");
        PouchApp app = apps.open(stage.databaseUrl(), "2.0.0");
        app.pull();
        app.set("todo-picnic", "assignee", "\"dora\"");
        app.push();
        story.sees("on its phone", app.get("todo-picnic"), """
                {"schema":"todo-item","version":2,"title":"Plan the picnic at the lake","status":"done","group":{"name":"friends"},"assignee":"dora","isImportant":false}""");
        story.tell("dora takes the place of the one it saw; cleo, whom it did not, stays:");
        story.sees("stored", stage.stored("todo-picnic"), """
                {"schema":"todo-item","version":3,"text":"Plan the picnic at the lake","status":"done","groupName":"friends","assignees":["dora","cleo"]}""");
    }

    private void createFromTheOldest() {
        story.scene("Release 1 writes a new todo");
        PouchApp app = apps.open(stage.databaseUrl(), "1.0.0");
        app.put("{\"_id\":\"todo-call\",\"schema\":\"todo-item\",\"title\":\"Call grandma\",\"isDone\":false}");
        app.push();
        story.sees("stored", stage.stored("todo-call"), """
                {"schema":"todo-item","version":3,"text":"Call grandma","status":"active","groupName":"default","assignees":[]}""");
        story.sees("release 2 reads", stage.shown("todo-call", "2.0.0"), """
                {"schema":"todo-item","version":2,"title":"Call grandma","status":"active","group":{"name":"default"},"assignee":null,"isImportant":false}""");
    }

    private void writeBackUnchanged() {
        story.scene("Every release writes back what it was shown: nothing changes but the revision");
        JsonNode before = Story.own(stage.stored("todo-picnic"));
        for (String version : new String[] {"1.0.0", "2.0.0", "3.0.0"}) {
            JsonNode shown = stage.shown("todo-picnic", version);
            stage.client(version)
                    .put("/" + stage.database() + "/todo-picnic", shown.toString())
                    .orThrow();
            story.sees("stored", stage.stored("todo-picnic"), before.toString());
        }
    }

    private void addWithoutBreaking() {
        story.scene("Release 1.1 adds a feature that breaks nothing: todos may be important");
        PouchApp app = apps.open(stage.databaseUrl(), "1.1.0");
        app.pull();
        story.sees("release 1.1 has", app.get("todo-plants"), """
                {"schema":"todo-item","title":"Water the plants","isDone":false,"isImportant":false}""");
        app.set("todo-plants", "isDone", "true");
        app.push();
        story.tell("What was filled in for it is not stored:");
        story.sees("stored", stage.stored("todo-plants"), """
                {"schema":"todo-item","version":3,"text":"Water the plants","status":"done","groupName":"default","assignees":[]}""");
        app.set("todo-plants", "isImportant", "true");
        app.push();
        story.tell("What it says itself is:");
        story.sees("stored", stage.stored("todo-plants"), """
                {"schema":"todo-item","version":3,"text":"Water the plants","status":"done","groupName":"default","assignees":[],"isImportant":true}""");
    }

    private void editTwiceAtOnce() {
        story.scene("Releases 1 and 3 edit the same todo at the same time, both offline");
        PouchApp oldest = apps.open(stage.databaseUrl(), "1.0.0");
        PouchApp newest = apps.open(stage.databaseUrl(), "3.0.0");
        oldest.pull();
        newest.pull();
        oldest.set("todo-report", "title", "\"Write the long report\"");
        newest.set("todo-report", "assignees", "[\"ada\",\"emil\"]");
        oldest.push();
        newest.push();
        oldest.pull();
        newest.pull();
        story.tell("Both edits are stored, as two leaves of one document, and all agree which one wins.");
        String winner = revision(stage.stored("todo-report"));
        JsonNode onOldest = oldest.get("todo-report", "{\"conflicts\":true}");
        story.holds("release 1 has", revision(onOldest), winner);
        story.holds("release 3 has", revision(newest.get("todo-report")), winner);
        story.holds("leaves beside it", onOldest.path("_conflicts").size(), 1);
        story.tell("Release 3 merges them: the title of one, the people of the other.");
        JsonNode onNewest = newest.get("todo-report", "{\"conflicts\":true}");
        newest.set("todo-report", "text", "\"Write the long report\"");
        newest.set("todo-report", "assignees", "[\"ada\",\"emil\"]");
        newest.remove("todo-report", onNewest.get("_conflicts").get(0).asText());
        newest.push();
        oldest.pull();
        story.sees("stored", stage.stored("todo-report"), """
                {"schema":"todo-item","version":3,"text":"Write the long report","status":"active","groupName":"work","assignees":["ada","emil"]}""");
        story.sees("release 1 has", oldest.get("todo-report"), """
                {"schema":"todo-item","version":1,"title":"Write the long report","isDone":false}""");
        story.holds(
                "leaves beside it",
                oldest.get("todo-report", "{\"conflicts\":true}")
                        .path("_conflicts")
                        .size(),
                0);
    }

    private void delete() {
        story.scene("Release 2 deletes a todo, and it is gone for all");
        PouchApp deleting = apps.open(stage.databaseUrl(), "2.0.0");
        PouchApp other = apps.open(stage.databaseUrl(), "1.0.0");
        deleting.pull();
        other.pull();
        deleting.remove("todo-shopping");
        deleting.push();
        other.pull();
        story.holds("release 1 has it", other.has("todo-shopping"), false);
        int status = stage.server()
                .client()
                .get("/" + stage.database() + "/todo-shopping")
                .status();
        story.holds("stored", status, 404);
    }

    private static String revision(JsonNode document) {
        return document.get("_rev").asText();
    }
}
