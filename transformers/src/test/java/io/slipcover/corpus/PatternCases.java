package io.slipcover.corpus;

import io.slipcover.json.JsonName;
import io.slipcover.lens.MemberChoice;
import io.slipcover.lens.MemberSelection;
import io.slipcover.lens.Nest;
import io.slipcover.lens.ReservedNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Cases of {@code nest} with {@code matching}: random patterns and names. */
final class PatternCases {
    private static final List<String> PARTS = List.of(
            "a",
            "b",
            ".",
            "[a-c]",
            "[^a]",
            "\\d",
            "\\w",
            "\\s",
            "\\b",
            "\\B",
            "^",
            "$",
            "(a|b)",
            "(?i:A)",
            "é",
            "\\n",
            "\\z",
            "\\Z",
            "\\A",
            "(?m:^b)",
            "(?m:a$)",
            "[[:alpha:]]",
            "_",
            "(?:ab)+",
            "x{2,3}",
            "\\x41",
            "\\W",
            "(?s:.)");
    private static final List<String> TIMES = List.of("", "", "", "*", "+", "?", "{2}", "*?", "{0,2}");
    private static final List<String> NAMES = List.of(
            "a", "b", "ab", "B", "é", "aé", "a\n", "\n", "a\nb", "_", "xx", "A", " a", "a1", "ÿ", "€", "😀", "-");

    private final Random random;

    PatternCases(Random random) {
        this.random = random;
    }

    void write(Corpus corpus) {
        MemberChoice choice = choice();
        MemberSelection selection =
                new MemberSelection(JsonName.of("host"), choice, random.nextInt(4) == 0 ? "a" : "", ReservedNames.NONE);
        Corpus.Line line = corpus.line(List.of(new Nest(selection)));
        for (int count = 0; count < 4; count++) {
            Map<String, Object> document = new LinkedHashMap<>();
            for (int member = random.nextInt(5); member >= 0; member--) {
                document.put(name(), true);
            }
            line.forward(DoubleSpelling.of(document));
        }
        line.end();
    }

    private MemberChoice choice() {
        while (true) {
            StringBuilder pattern = new StringBuilder();
            for (int count = random.nextInt(4); count >= 0; count--) {
                pattern.append(PARTS.get(random.nextInt(PARTS.size()))).append(TIMES.get(random.nextInt(TIMES.size())));
            }
            try {
                return new MemberChoice.Matching(pattern.toString());
            } catch (IllegalArgumentException noPattern) {
                // Another one, then.
            }
        }
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        for (int count = random.nextInt(3); count >= 0; count--) {
            name.append(NAMES.get(random.nextInt(NAMES.size())));
        }
        return name.toString();
    }
}
