package io.slipcover.benchmarks.compare;

import io.slipcover.testbed.TemporaryFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An nginx that stands for CouchDB. It sends files, and it swallows what clients write. */
final class Upstream implements AutoCloseable {
    /** A database whose documents Slipcover rewrites. */
    static final String COVERED = "todos";

    /** One with the same content that it leaves alone. */
    static final String UNCOVERED = "plain";

    static final String DOCUMENT = "todo-000000";
    static final String ATTACHMENT = "todo-photo/photo.bin";
    static final int BATCH = 1000;
    static final int BULK_GET = 100;
    static final int STREAM_BYTES = 20_000_000;
    static final int ATTACHMENT_BYTES = 100_000_000;

    private final Path files;
    private final Started nginx;

    private Upstream(Path files, Started nginx) {
        this.files = files;
        this.nginx = nginx;
    }

    static Upstream start(Equipment equipment) throws IOException {
        Path folder = TemporaryFolder.create("slipcover-upstream-");
        Path files = folder.resolve("files").resolve(COVERED);
        Files.createDirectories(files.resolve(ATTACHMENT).getParent());
        Files.createSymbolicLink(files.resolveSibling(UNCOVERED), Path.of(COVERED));
        Files.write(files.resolve(DOCUMENT), Json.bytes(Documents.document(0)));
        Files.write(files.resolve("_changes"), Documents.changes(STREAM_BYTES, Documents.DOCUMENT_BYTES));
        Files.write(files.resolve("_bulk_get"), Documents.bulkGetAnswer(BULK_GET));
        Documents.writeAttachment(files.resolve(ATTACHMENT), ATTACHMENT_BYTES);
        Files.write(folder.resolve("rows.json"), Documents.rows(BATCH));
        Files.write(folder.resolve("bases.tsv"), Documents.bases(BATCH));
        Files.writeString(folder.resolve("sink.lua"), Template.read("sink.lua"));
        boolean sink = equipment.has(List.of(Tool.LUA));
        Started nginx = new Nginx(equipment)
                .start(
                        "the upstream nginx",
                        folder,
                        "upstream.conf",
                        sink,
                        Map.of(
                                "lua",
                                sink
                                        ? "lua_package_path '%1$s/?.lua;;';%n    init_by_lua_block { sink = require 'sink'; sink.load('%1$s') }"
                                                .formatted(folder)
                                        : "",
                                "bases",
                                sink ? "if ($arg_revs = '') { rewrite ^ /bases last; }" : "",
                                "sink",
                                sink ? Template.read("sink.conf") : ""));
        return new Upstream(files, nginx);
    }

    URI url() {
        return nginx.url();
    }

    /** The body of what stands at a path below a database. */
    byte[] file(String path) throws IOException {
        return Files.readAllBytes(files.resolve(path));
    }

    /** The folder whose files are in a database. */
    Path database(String name) {
        return files.resolveSibling(name);
    }

    @Override
    public void close() {
        nginx.close();
    }
}
