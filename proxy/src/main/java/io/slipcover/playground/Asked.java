package io.slipcover.playground;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.admin.AdminQuestion;
import io.slipcover.catalog.Catalog;
import io.slipcover.config.Configuration;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.transform.GivenDocument;
import io.slipcover.transform.UnreadableDocumentException;
import org.jspecify.annotations.Nullable;

/** A question of the playground's page: an object whose members are texts. */
record Asked(AdminQuestion question, JsonObject members) {
    static Asked of(AdminQuestion question) throws WrongQuestionException {
        byte[] body = question.body();
        try {
            return new Asked(question, JsonObject.parse(body, 0, body.length));
        } catch (JsonFormatException e) {
            throw new Problem(400, "bad_request", "the question is not JSON: " + e.getMessage()).asException();
        }
    }

    /** The text of a member. */
    String text(String name) throws WrongQuestionException {
        String text = members.string(JsonName.of(name));
        if (text == null) {
            throw Problem.of(name, "expected a text in '" + name + "'").asException();
        }
        return text;
    }

    /** The document whose JSON is the text of a member. All releases of the schema will look at the document. */
    GivenDocument document(String name, Catalog catalog) throws WrongQuestionException {
        String text = text(name);
        if (text.isBlank()) {
            throw Problem.of(name, "there is no document").asException();
        }
        int releases = Math.max(1, catalog.releases().size());
        long bytes = text.getBytes(UTF_8).length;
        if (bytes * releases > Playground.MAXIMUM_VIEWS) {
            throw new Problem(
                            413,
                            "too_large",
                            "with " + releases + " releases, a document may have " + Playground.MAXIMUM_VIEWS / releases
                                    + " bytes, and this one has " + bytes,
                            name,
                            0,
                            0)
                    .asException();
        }
        try {
            return GivenDocument.read(text);
        } catch (UnreadableDocumentException e) {
            throw Problem.of(name, e).asException();
        }
    }

    /** The name of the document's database; null where nobody said. */
    @Nullable
    String database() {
        String database = members.string(JsonName.of("database"));
        return database == null || database.isBlank() ? null : database.strip();
    }

    /** The schema as it is for documents of the database. */
    Catalog catalog(Configuration configuration) throws WrongQuestionException {
        Catalog catalog = configuration.catalog();
        String database = database();
        if (database == null) {
            if (catalog.typeRule().asksForDatabase()) {
                throw Problem.of("database", "expected a database: the configuration tells types by it")
                        .asException();
            }
            return catalog;
        }
        if (!catalog.databases().contains(database)) {
            throw Problem.of(
                            "database",
                            "the configuration does not name this database, so every client sees its documents as they are stored")
                    .asException();
        }
        return catalog.in(database);
    }

    static EnvelopeLimits limits(Configuration configuration) {
        return new EnvelopeLimits(configuration.settings().limits().nesting(), Playground.MAXIMUM_BODY);
    }
}
