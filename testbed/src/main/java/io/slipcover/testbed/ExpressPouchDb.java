package io.slipcover.testbed;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** express-pouchdb with PouchDB's adapter for memory, from npm, run by Node: slower and less exact, but it is always to be had. */
record ExpressPouchDb() implements Candidate {
    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:[0-9]+)\\R");

    @Override
    public String name() {
        return "express-pouchdb";
    }

    @Override
    public Optional<CouchServer> start() {
        if (!NodePackages.isNodeInstalled()) {
            return Optional.empty();
        }
        Path packages = NodePackages.install(ExpressPouchDb.class, "express-pouchdb", "express-pouchdb/server.js");
        Path folder = TemporaryFolder.create("slipcover-express-pouchdb-");
        ProcessBuilder command = new ProcessBuilder(
                        "node",
                        "--no-deprecation",
                        packages.resolve("server.js").toString())
                .directory(folder.toFile());
        ServerProcess process = ServerProcess.start("express-pouchdb", command, folder);
        URI url = URI.create(process.awaitOutput(ADDRESS));
        String product = Welcome.of(new CouchClient(url, Optional.empty())).product();
        return Optional.of(
                new CouchServer(url, Optional.empty(), product + " in memory, run by Node", false, process::close));
    }
}
