package io.slipcover.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.report.StuckDocuments;
import java.util.concurrent.CompletionStage;

/** The list of documents that are stuck, as JSON or as a table in plain text. {@code ?database=} asks for those of one database. */
public record StuckList(StuckDocuments stuck) implements AdminResource {
    @Override
    public String path() {
        return "/stuck";
    }

    @Override
    public CompletionStage<AdminAnswer> answer(AdminQuestion question) {
        return AnswerThreads.LISTS.make(() -> {
            String database = question.parameter("database");
            return question.accept().startsWith("text/plain")
                    ? new AdminAnswer(200, "text/plain; charset=utf-8", new String(stuck.table(database), UTF_8))
                    : new AdminAnswer(200, "application/json", new String(stuck.json(database), UTF_8));
        });
    }
}
