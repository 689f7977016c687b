package io.slipcover.cli;

import io.slipcover.config.Address;
import io.slipcover.config.Configuration;
import io.slipcover.config.Quarantine;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.json.JsonSlice;
import io.slipcover.server.ProxyServer;
import io.slipcover.upstream.Transport;
import io.slipcover.usage.Counted;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code quarantine}: it lists the revisions that wait in the quarantine, or tries to store them again. For that it runs a proxy
 * of its own, which decides about a revision exactly as the proxy did to which the revision came.
 */
@Command(
        name = "quarantine",
        description = {
            "Lists the revisions that wait in the quarantine.",
            "With --retry it stores each of them under its own revision, now that the lenses are mended, and removes it"
                    + " from the quarantine. What is still refused stays there; then the command exits with 1."
        })
public final class QuarantineCommand implements Subcommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption option;

    @Option(names = "--retry", description = "Stores the revisions that can be stored now.")
    private boolean retries;

    @Option(
            names = "--dry-run",
            description = "With --retry: says which revisions could be stored, and changes nothing.")
    private boolean rehearses;

    @Option(names = "--database", paramLabel = "DB", description = "Only the revisions of this database.")
    private @Nullable String database;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration configuration = option.load();
        Quarantine quarantine = configuration.settings().quarantine();
        if (quarantine == null) {
            throw new ParameterException(spec.commandLine(), option.file() + " names no 'quarantine'");
        }
        try (ProxyServer proxy = ProxyServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                1,
                Transport.best(),
                ProxyConfiguration.retrying(configuration, rehearses))) {
            String address = "http://"
                    + new Address(
                            proxy.address().getAddress().getHostAddress(),
                            proxy.address().getPort());
            QuarantineClient client = new QuarantineClient(
                    address, configuration.settings().clientVersion().header(), quarantine);
            List<WaitingRevision> waiting = client.waiting(database);
            return retries ? retry(client, waiting) : list(waiting);
        }
    }

    private int list(List<WaitingRevision> waiting) {
        PrintWriter out = spec.commandLine().getOut();
        for (WaitingRevision revision : waiting) {
            out.println(name(revision) + " of " + revision.time() + ", release " + revision.release() + ", client "
                    + quoted(revision.clientVersion()) + ", user " + quoted(revision.user()) + ": "
                    + revision.reason());
        }
        out.println(Counted.of(waiting.size(), "revision", "revisions") + " in the quarantine");
        out.flush();
        return 0;
    }

    private int retry(QuarantineClient client, List<WaitingRevision> waiting) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        int stored = 0;
        for (WaitingRevision revision : waiting) {
            String problem = client.store(revision);
            if (problem != null) {
                out.println("still refused: " + name(revision) + ": " + problem);
            } else {
                stored++;
                if (!rehearses) {
                    client.remove(revision);
                }
                out.println((rehearses ? "could be stored: " : "stored: ") + name(revision));
            }
            out.flush();
        }
        int left = waiting.size() - stored;
        out.println(Counted.of(stored, "revision", "revisions") + (rehearses ? " could be stored, " : " stored, ")
                + left + " still refused");
        out.flush();
        return left == 0 ? 0 : 1;
    }

    private static String name(WaitingRevision revision) {
        return quoted(revision.database()) + " " + quoted(revision.id()) + " " + quoted(revision.revision());
    }

    /** A text that a client chose, in a form that does not end a line. */
    private static String quoted(String text) {
        return JsonSlice.string(text).toString();
    }
}
