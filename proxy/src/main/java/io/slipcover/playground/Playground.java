package io.slipcover.playground;

import io.slipcover.admin.AdminResource;
import io.slipcover.admin.PageFile;
import io.slipcover.config.Configuration;
import java.util.List;
import java.util.function.Supplier;

/** The playground: a page on which operators see a document as every release sees it, edit a view, and see what would be stored. */
public final class Playground {
    /** How many bytes a question with documents may have. */
    static final int MAXIMUM_BODY = 2 << 20;

    /** How many bytes the views of all releases may have together, if each is as large as the document. */
    static final int MAXIMUM_VIEWS = 4 << 20;

    /** How many bytes a question without documents may have. */
    private static final int MAXIMUM_PLACE = 16 << 10;

    private Playground() {}

    /**
     * The page, its files and its questions.
     *
     * @param configuration the configuration that the proxy has now
     */
    public static List<AdminResource> resources(Supplier<Configuration> configuration) {
        Workers workers = new Workers();
        return List.of(
                PageFile.html("/playground", Playground.class, "page/playground.html"),
                PageFile.css("/playground/style.css", Playground.class, "page/style.css"),
                PageFile.script("/playground/playground.js", Playground.class, "page/playground.js"),
                PageFile.script("/playground/questions.js", Playground.class, "page/questions.js"),
                PageFile.script("/playground/elements.js", Playground.class, "page/elements.js"),
                new PostedRoute("/playground/views", MAXIMUM_BODY, workers, new ViewsAnswer(configuration)),
                new PostedRoute("/playground/edits", MAXIMUM_BODY, workers, new EditAnswer(configuration)),
                new PostedRoute("/playground/document", MAXIMUM_PLACE, workers, new FetchedAnswer(configuration)));
    }
}
