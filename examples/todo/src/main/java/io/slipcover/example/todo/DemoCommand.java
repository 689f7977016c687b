package io.slipcover.example.todo;

import io.slipcover.cli.Subcommand;
import io.slipcover.config.CannotListenException;
import io.slipcover.config.ConfigurationException;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.PouchApps;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code slipcover demo}: it shows the todo example on a page of three phones, or tells it in the terminal.
 */
@Command(
        name = "demo",
        description = "Shows three releases of a todo app side by side, on one database.",
        footer = {
            "",
            "Starts a server (COUCHDB_URL, an installed CouchDB, a container, or PouchDB Server on Node), the proxy, and a page with three"
                    + " phones. Ctrl-C stops it all."
        })
public final class DemoCommand implements Subcommand {
    private static final int HIGHEST_PORT = 65_535;

    @Option(names = "--tour", description = "Tells the story in the terminal instead, checks it, and ends.")
    private boolean tour;

    @Option(
            names = "--port",
            defaultValue = "5980",
            description = "The page's port; 0 picks a free one (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Another slipcover.yaml than the example's own.")
    private @Nullable Path configuration;

    @Spec
    private CommandSpec spec;

    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch cleanedUp = new CountDownLatch(1);

    @Override
    public Integer call() throws InterruptedException {
        // At Ctrl-C the JVM waits for its hooks alone, so the hook waits for what this method closes.
        Runtime.getRuntime().addShutdownHook(new Thread(this::awaitCleanUp, "demo ends"));
        try {
            return run();
        } finally {
            cleanedUp.countDown();
        }
    }

    private void awaitCleanUp() {
        interrupted.countDown();
        try {
            cleanedUp.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException giveUp) {
            Thread.currentThread().interrupt();
        }
    }

    private int run() throws InterruptedException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "--port: expected a number from 0 to " + HIGHEST_PORT + ", found " + port);
        }
        if (tour) {
            return play(null);
        }
        DemoPage page;
        try {
            page = DemoPage.listening(port); // A port that is taken is told before anything else begins.
        } catch (CannotListenException taken) {
            spec.commandLine()
                    .getErr()
                    .println(spec.qualifiedName() + ": " + taken.getMessage()
                            + "; choose another one with --port, or any free one with --port 0");
            return 1;
        }
        try (page) {
            return play(page);
        }
    }

    /** @param page where the stage is shown; null: it is told in the terminal */
    private int play(@Nullable DemoPage page) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path file = configuration == null ? TodoStage.ownConfiguration() : configuration;
        try (CouchServer server = CouchServer.start();
                TodoStage stage = TodoStage.open(server, file)) {
            stage.loadDocuments();
            out.println(server.description() + " at " + server.url() + ", database " + stage.database());
            out.println("Slipcover at " + stage.proxyUrl());
            out.flush();
            return page == null ? tell(stage, out) : show(page, stage, out);
        } catch (ConfigurationException mistakes) {
            spec.commandLine().getErr().println(mistakes.getMessage());
            return 2;
        }
    }

    private static int tell(TodoStage stage, PrintWriter out) {
        Story story = new Story(out, Ansi.AUTO.enabled());
        try (PouchApps apps = PouchApps.start()) {
            new Tour(stage, apps, story).tell();
        }
        story.end();
        return story.isTrue() ? 0 : 1;
    }

    private int show(DemoPage page, TodoStage stage, PrintWriter out) throws InterruptedException {
        page.show(stage);
        out.println();
        out.println("Open " + page.url() + " in a browser. Ctrl-C stops the demo.");
        out.flush();
        // Until the JVM is told to end.
        interrupted.await();
        return 0;
    }
}
