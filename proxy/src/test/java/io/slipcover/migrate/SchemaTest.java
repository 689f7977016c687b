package io.slipcover.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.catalog.Catalog;
import io.slipcover.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes a checkpoint void: whatever changes what is done with documents. */
final class SchemaTest {
    @TempDir
    private Path folder;

    private Catalog catalog(String types) throws IOException {
        Files.createDirectories(folder.resolve("lenses"));
        Path file = Files.writeString(folder.resolve("slipcover.yaml"), """
                upstream: http://127.0.0.1:1
                documents: { type: { field: t }, version: { field: v } }
                releases: [ { name: "1", clients: ">=1", types: { %s } } ]
                """.formatted(types));
        return Configuration.load(file, Map.of()).catalog();
    }

    private String digest(Touch touch) throws IOException {
        return new Schema(catalog("a: 1"), touch, false).digest();
    }

    @Test
    void digest_isAnother_whereOtherDocumentsAreTouched() throws IOException {
        assertThat(new String[] {
                    digest(new Touch.None()),
                    digest(new Touch.ThroughLenses()),
                    digest(new Touch.Since(catalog("a: 1"))),
                    digest(new Touch.Since(catalog("a: 1, b: 1")))
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void digest_isTheSame_whereTheEarlierConfigurationIs() throws IOException {
        assertThat(digest(new Touch.Since(catalog("a: 1")))).isEqualTo(digest(new Touch.Since(catalog("a: 1"))));
    }

    @Test
    void digest_isAnother_whereLossIsAccepted() throws IOException {
        assertThat(new Schema(catalog("a: 1"), new Touch.None(), true).digest()).isNotEqualTo(digest(new Touch.None()));
    }
}
