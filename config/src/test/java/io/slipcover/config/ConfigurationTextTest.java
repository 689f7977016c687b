package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigurationTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "releases: [ { name: 1 } ]  # all^store: 1 | releases: [ { name: 1 }, NEW ]  # all^store: 1",
                "releases:^  - { name: 1 }  # one^^# the store^store: 1 | releases:^  - { name: 1 }  # one^  - NEW^^# the store^store: 1",
                "releases:^- name: 1^  types: { a: 1 }   # types^^^store: 1^ | releases:^- name: 1^  types: { a: 1 }   # types^- NEW^^^store: 1^",
                "releases:^  - name: 1^    types:^      a: 1^      b: 2 # b^  # more^lenses: x | releases:^  - name: 1^    types:^      a: 1^      b: 2 # b^  - NEW^  # more^lenses: x",
                "# ü 😀^a: '😀'^releases:^  - { name: 1 } | # ü 😀^a: '😀'^releases:^  - { name: 1 }^  - NEW",
            })
    void withRelease_anyLayout_changesNothingElse(String before, String after) {
        assertThat(new ConfigurationText(before.replace('^', '\n')).withRelease("NEW"))
                .isEqualTo(after.replace('^', '\n'));
    }

    @Test
    void withRelease_theExample_keepsEveryLine() throws IOException {
        String text = Files.readString(Path.of("../examples/todo/slipcover.yaml"));

        String with = new ConfigurationText(text).withRelease("{ name: \"4\", clients: \">=4\", types: {} }");

        assertThat(with).isEqualTo(text.replace("""
                    types: { todo-item: 3, settings: 1 }
                """, """
                    types: { todo-item: 3, settings: 1 }
                  - { name: "4", clients: ">=4", types: {} }
                """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "releases:^  - name: 1^    link: >^      a^#databases:^  - a^",
                "releases:^  - name: 1^    link: >-^      a^#store: 1^",
                "releases:^  - name: 1^    link: >^      a^      b^#store: 1^lenses: x^",
            })
    void withRelease_behindATextOfSeveralLines_standsBehindTheText(String before) {
        String text = before.replace('^', '\n').replace('>', '|');

        assertThat(new ConfigurationText(text.replace("#", "")).withRelease("{ name: \"2\" }"))
                .isEqualTo(text.replace("#", "  - { name: \"2\" }\n"));
    }

    @Test
    void withRelease_behindATextThatKeepsItsBlankLines_isRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ConfigurationText("releases:\n  - name: 1\n    link: |+\n      a\n\n\nstore: 1\n")
                        .withRelease("{ name: \"2\" }"))
                .withMessage("no line can be put behind the last release, since that ends in a value of several lines;"
                        + " add the release by hand: - { name: \"2\" }");
    }

    @Test
    void withRelease_withoutAList_isRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ConfigurationText("releases: []").withRelease("NEW"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ConfigurationText("store: 1").withRelease("NEW"));
    }

    @Test
    void store_isThatOfTheText() {
        assertThat(new ConfigurationText("lenses: steps\nstore: 3").namesStore())
                .isTrue();
        assertThat(new ConfigurationText("a: 1").namesStore()).isFalse();
    }
}
