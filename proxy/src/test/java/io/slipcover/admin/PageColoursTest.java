package io.slipcover.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The colours of the page for operators: WCAG 2.2 asks for 4.5 to 1 for texts, and for 3 to 1 for what else has a meaning. */
final class PageColoursTest {
    private static final Path STYLE = Path.of("src/main/resources/io/slipcover/admin/page/style.css");
    private static final Pattern BLOCK = Pattern.compile(":root \\{([^}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("--([a-z0-9-]+): #([0-9a-f]{6});");
    private static final Pattern LITERAL = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|rgba?\\(|hsla?\\(");

    private static String style() throws IOException {
        return Files.readString(STYLE);
    }

    /** The variables of a scheme: the first block, and for the dark one the second block over it. */
    private static Map<String, Integer> colours(boolean dark) throws IOException {
        Map<String, Integer> colours = new HashMap<>();
        Matcher block = BLOCK.matcher(style());
        for (int count = 0; count < (dark ? 2 : 1); count++) {
            assertThat(block.find()).isTrue();
            Matcher variable = VARIABLE.matcher(block.group(1));
            while (variable.find()) {
                colours.put(variable.group(1), Integer.parseInt(variable.group(2), 16));
            }
        }
        return colours;
    }

    private static double luminance(int colour) {
        return 0.2126 * part(colour >> 16) + 0.7152 * part(colour >> 8) + 0.0722 * part(colour);
    }

    private static double part(int colour) {
        double share = (colour & 0xff) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static double contrast(int one, int other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    @Test
    void contrast_isThatOfTheStandard() {
        assertThat(contrast(0x000000, 0xffffff)).isEqualTo(21);
        assertThat(contrast(0x777777, 0xffffff)).isBetween(4.47, 4.48);
    }

    @ParameterizedTest
    @CsvSource({
        "ink, paper, 4.5",
        "ink, card, 4.5",
        "ink, field, 4.5",
        "soft, paper, 4.5",
        "soft, card, 4.5",
        "link, paper, 4.5",
        "link, card, 4.5",
        "on-button, button, 4.5",
        "good, good-paper, 4.5",
        "warn, warn-paper, 4.5",
        "bad, bad-paper, 4.5",
        "edge, field, 3",
        "edge, card, 3",
        "edge, paper, 3",
        "good, card, 3",
        "button, card, 3",
        "series-0, card, 3",
        "series-1, card, 3",
        "series-2, card, 3",
        "series-3, card, 3",
        "series-4, card, 3",
        "series-5, card, 3",
    })
    void pair_differsEnough_inLightAndInDark(String ink, String ground, double needed) throws IOException {
        for (boolean dark : new boolean[] {false, true}) {
            Map<String, Integer> colours = colours(dark);
            assertThat(contrast(colours.get(ink), colours.get(ground)))
                    .as("%s on %s, %s", ink, ground, dark ? "dark" : "light")
                    .isGreaterThanOrEqualTo(needed);
        }
    }

    @Test
    void colours_standInTheVariablesAlone_andTheDarkSchemeHasAllOfThem() throws IOException {
        String rest = BLOCK.matcher(style()).replaceAll("");
        assertThat(LITERAL.matcher(rest).results().map(match -> match.group())).isEmpty();
        Matcher used = Pattern.compile("var\\(--([a-z0-9-]+)\\)").matcher(rest);
        while (used.find()) {
            assertThat(colours(false)).containsKey(used.group(1));
        }
        assertThat(BLOCK.matcher(style())
                        .results()
                        .map(match -> VARIABLE.matcher(match.group(1)).results().count()))
                .containsExactly(
                        (long) colours(false).size(), (long) colours(false).size());
    }
}
