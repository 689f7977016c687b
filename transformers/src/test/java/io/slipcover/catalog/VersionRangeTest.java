package io.slipcover.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionRangeTest {
    private static final List<String> VERSIONS =
            List.of("0.2.5", "1", "1.1", "1.2", "1.2.3", "1.9", "2", "2.3.5", "3", "4");

    /** The ranges of npm's documentation, each with those of the versions above that npm's semver finds in it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1.x             ; 1 1.1 1.2 1.2.3 1.9",
                "1               ; 1 1.1 1.2 1.2.3 1.9",
                "1.2             ; 1.2 1.2.3",
                "1.2.3           ; 1.2.3",
                "=1.2.3          ; 1.2.3",
                "v1.2.3          ; 1.2.3",
                "1.2.*           ; 1.2 1.2.3",
                "^1.2            ; 1.2 1.2.3 1.9",
                "^0.2.3          ; 0.2.5",
                "^0              ; 0.2.5",
                "~1.2.1          ; 1.2.3",
                "~1              ; 1 1.1 1.2 1.2.3 1.9",
                "~>1.2           ; 1.2 1.2.3",
                ">=1.1.0 <2.0.0  ; 1.1 1.2 1.2.3 1.9",
                ">=2 <4          ; 2 2.3.5 3",
                ">= 2 < 4        ; 2 2.3.5 3",
                ">1              ; 2 2.3.5 3 4",
                "<=1             ; 0.2.5 1 1.1 1.2 1.2.3 1.9",
                "<1.2.x          ; 0.2.5 1 1.1",
                "1.2 - 2.3       ; 1.2 1.2.3 1.9 2 2.3.5",
                "1.2.3 - 2       ; 1.2.3 1.9 2 2.3.5",
                "<1 || >=3       ; 0.2.5 3 4",
                "1.x||3.x        ; 1 1.1 1.2 1.2.3 1.9 3",
                "1.1 - 1.2 || 4  ; 1.1 1.2 1.2.3 4",
                "*               ; 0.2.5 1 1.1 1.2 1.2.3 1.9 2 2.3.5 3 4",
                "x               ; 0.2.5 1 1.1 1.2 1.2.3 1.9 2 2.3.5 3 4",
            })
    void holds_npmRange_holdsWhatNpmFindsInIt(String range, String expected) {
        assertThat(VERSIONS.stream().filter(version -> VersionRange.parse(range).holds(ClientVersion.parse(version))))
                .containsExactlyElementsOf(Arrays.asList(expected.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1.x                    ; 1.0.0 2.0.0",
                "^0.2.3                 ; 0.2.3 0.3.0",
                "<1.2.3-beta            ; 0.0.0 1.2.3",
                ">1.2.3-beta            ; 1.2.3 -",
                "=1.2.3-beta            ; ''",
                "<1 || 1.2.3 || >=3     ; 0.0.0 1.0.0 1.2.3 1.2.4 3.0.0 -",
                "1.1 - 1.2 || 1.3 || ~1 ; 1.0.0 2.0.0",
                "*                      ; 0.0.0 -",
            })
    void intervals_range_areItsPartsWithoutGaps(String range, String expected) {
        assertThat(VersionRange.parse(range).intervals().stream()
                        .map(interval -> interval.from() + " " + (interval.below() == null ? "-" : interval.below()))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.x", "^1.2", ">=1.2.3"})
    void holds_betaOfAVersionInTheRange_isServed(String range) {
        assertThat(VersionRange.parse(range).holds(ClientVersion.parse("1.2.3-beta.1")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "foo",
                "1.y",
                ">=",
                "1..2",
                "1.2.3.4",
                "1.2.x foo",
                "1.x ||",
                "|| 1.x",
                "99999999999.x",
                "latest",
                "[1.0,2.0]",
                "1.2 -2.3 -",
                ">=2, <4",
                "=>2"
            })
    void parse_noRange_isRefused(String text) {
        assertThatThrownBy(() -> VersionRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one like 1.x, ^1.2 or >=2 <4");
    }
}
