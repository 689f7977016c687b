package io.slipcover.testing;

import io.slipcover.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A configuration with one release of one type, which needs no lens. */
public final class SmallSite {
    private SmallSite() {}

    /**
     * Writes the configuration, and reads it.
     *
     * @param lines what it says besides, such as where CouchDB is
     */
    public static Configuration in(Path folder, String lines) throws IOException {
        Files.createDirectories(folder.resolve("lenses"));
        Path file = Files.writeString(folder.resolve("slipcover.yaml"), lines + """

                documents: { type: { field: t }, version: { field: v } }
                releases: [ { name: "1", clients: ">=1", types: { a: 1 } } ]
                """);
        return Configuration.load(file, Map.of());
    }
}
