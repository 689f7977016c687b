package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;

/** Releases in all the ways in which YAML writes lists and maps. */
final class RetiringTextTest {
    private static final String DAY = "2026-11-30";

    private static String sunset(String text) {
        return new RetiringText(text).withValue("1", "sunset", DAY).text();
    }

    @Test
    void textOfTheEnvironment_isComparedToo() {
        assertThat(new Load(YamlText.SETTINGS).loadFromString("a: ${X}")).hasToString("{a=${X}}");
    }

    @Test
    void release_inBlocks_goesWithItsComments() {
        String text = """
                releases: # all
                  # the first
                  - name: "1" # one
                    clients: 1.x

                  # the second
                  - name: 2
                    clients: 2.x
                store: 2
                """;
        assertThat(new RetiringText(text).withoutRelease("1").text()).isEqualTo("""
                releases: # all
                  # the second
                  - name: 2
                    clients: 2.x
                store: 2
                """);
        assertThat(new RetiringText(text).withoutRelease("2").text()).isEqualTo("""
                releases: # all
                  # the first
                  - name: "1" # one
                    clients: 1.x

                store: 2
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "releases: [{ name: '1' }, { name: '2' }]|1|releases: [{ name: '2' }]",
                "releases: [{ name: '1' }, { name: '2' }]|2|releases: [{ name: '1' }]",
                "releases: [ { name: 1 }, { name: 2 }, { name: 3 } ]|2|releases: [ { name: 1 }, { name: 3 } ]",
            })
    void release_inFlow_goesWithItsComma(String text, String name, String without) {
        assertThat(new RetiringText(text).withoutRelease(name).text()).isEqualTo(without);
    }

    @Test
    void value_isPutBehindTheOthers_orInItsPlace() {
        assertThat(sunset("releases:\n  - name: '1' # one\n    clients: 1.x   # many\n\n  - name: '2'\n"))
                .isEqualTo(
                        "releases:\n  - name: '1' # one\n    clients: 1.x   # many\n    sunset: 2026-11-30\n\n  - name: '2'\n");
        assertThat(sunset("releases: [{ name: '1', clients: 1.x }, { name: '2' }]"))
                .isEqualTo("releases: [{ name: '1', clients: 1.x, sunset: 2026-11-30 }, { name: '2' }]");
        assertThat(sunset("releases:\n- { name: '1', sunset: 2099-01-01, link: x } # soon\n"))
                .isEqualTo("releases:\n- { name: '1', sunset: 2026-11-30, link: x } # soon\n");
        assertThat(sunset("releases:\n- name: '1'\n  sunset:\n  link: x\n"))
                .isEqualTo("releases:\n- name: '1'\n  sunset: 2026-11-30\n  link: x\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", ">", "|-", ">-", "|+"})
    void valueBehindATextInABlock_staysInItsRelease(String style) {
        String text =
                "releases:\n  - name: '1'\n    link: " + style + "\n      a\n      b\n  - name: '2'\n    link: x\n";
        assertThat(sunset(text))
                .isEqualTo("releases:\n  - name: '1'\n    link: " + style
                        + "\n      a\n      b\n    sunset: 2026-11-30\n  - name: '2'\n    link: x\n");
        assertThat(new RetiringText(text).withoutRelease("1").text())
                .isEqualTo("releases:\n  - name: '2'\n    link: x\n");
    }

    @Test
    void textInABlock_thatWouldLoseItsBlankLines_isLeftAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sunset("releases:\n  - name: '1'\n    link: |+\n      a\n\n\n  - name: '2'\n"))
                .withMessageContaining("'releases' is written in a way in which nothing can be changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "common: &common { clients: 1.x }\nreleases:\n  - { name: '1', types: *common }\n",
                "x: 1\nreleases: [&a { name: '1' }]\n",
            })
    void anchorsAndAliases_areRefusedByName(String text) {
        assertThatThrownBy(() -> new RetiringText(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "line [12]: a file with an anchor or an alias, such as '(common|a)' here, is not changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [", "a: 'x\n", "\tb: 1", "a: 1\n b: 2", "a: @x"})
    void textThatIsNoYaml_isRefusedInWords(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetiringText(text))
                .withMessage("the file is no YAML before its variables are put in");
    }

    @Test
    void textWithoutSuchARelease_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetiringText("releases: 3").withoutRelease("1"))
                .withMessage("expected a list of releases in the file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetiringText("releases:\n  - name: ${N}\n").withoutRelease("1"))
                .withMessage("the file has no line that names the release '1'");
    }

    @Test
    void recognition_goesWithTheMapsThatAreEmptyThen() {
        String text = """
                documents:
                  version: { field: v }
                  recognise:   # by members
                    a:
                      1: { has: [x] }   # the first
                      2: { has: [y] }
                    b: { 1: { has: [z] } }
                store: 1
                """;
        RetiringText one = new RetiringText(text).withoutRecognition("a", 1);
        assertThat(one.text()).isEqualTo(text.replace("      1: { has: [x] }   # the first\n", ""));
        assertThat(one.withoutRecognition("a", 2).withoutRecognition("b", 1).text())
                .isEqualTo("""
                documents:
                  version: { field: v }
                store: 1
                """);
        assertThat(one.withoutRecognition("c", 1)).isEqualTo(one);
    }

    @Test
    void oldestStored_isTheNextVersion_orGoes() {
        RetiringText text = new RetiringText("documents: { oldest-stored: { a: 1, b: 1 } }");
        assertThat(text.withOldestStored("a", 1, 3).text()).isEqualTo("documents: { oldest-stored: { a: 3, b: 1 } }");
        assertThat(text.withOldestStored("a", 2, 3)).isEqualTo(text);
        assertThat(text.withOldestStored("b", 1, null).text()).isEqualTo("documents: { oldest-stored: { a: 1 } }");
    }

    @Test
    void ownKey_getsAnotherValue() {
        assertThat(new RetiringText("lenses: ../all # here\n")
                        .withKey("lenses", "lenses")
                        .text())
                .isEqualTo("lenses: lenses # here\n");
    }

    @Test
    void variables_areSeenInTheTextOfAValue() {
        RetiringText text =
                new RetiringText("releases: [{ name: '1', defaults: { a: { b: '${S}' } } }, { name: '2' }]");
        assertThat(text.hasVariable("1", "defaults")).isTrue();
        assertThat(text.hasVariable("1", "name")).isFalse();
        assertThat(text.hasVariable("2", "defaults")).isFalse();
    }
}
