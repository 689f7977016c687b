package io.slipcover.cli;

import io.slipcover.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A new lens file and the configuration with its release. Either both are written, or none of them.
 *
 * @param lens the lens file, which is not there yet
 * @param operations the text of the lens file
 * @param configuration the configuration file
 * @param before the text of the configuration when it was read
 * @param after the text that the configuration is to have
 */
record LensAndRelease(Path lens, String operations, Path configuration, String before, String after) {

    /**
     * Writes both files, and gives the configuration that they are.
     *
     * @throws io.slipcover.config.ConfigurationException with every mistake that the configuration would have
     */
    Configuration write(Map<String, String> environment) throws IOException {
        Path folder = lens.resolveSibling(".").normalize();
        boolean folderIsNew = Files.notExists(folder);
        Files.createDirectories(folder);
        boolean written = false;
        try {
            Files.writeString(lens, operations, StandardOpenOption.CREATE_NEW);
            Configuration loaded = Configuration.load(configuration, after, environment);
            new ReplacedText(configuration, before).by(after);
            written = true;
            return loaded;
        } finally {
            if (!written) {
                Files.deleteIfExists(lens);
                if (folderIsNew) {
                    Files.deleteIfExists(folder);
                }
            }
        }
    }
}
