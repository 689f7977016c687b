package io.slipcover.regex;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes of characters that have a name. */
final class CharacterClasses {
    static final ByteSet DIGIT = ByteSet.range('0', '9');
    static final ByteSet SPACE = ByteSet.range('\t', '\r').or(ByteSet.of(' '));
    static final ByteSet HORIZONTAL_SPACE = ByteSet.of('\t').or(ByteSet.of(' ')).or(ByteSet.of(0xA0));
    static final ByteSet VERTICAL_SPACE = ByteSet.range('\n', '\r').or(ByteSet.of(0x85));
    static final ByteSet LETTER = ByteSet.of(Character::isLetter);
    static final ByteSet WORD = LETTER.or(DIGIT).or(ByteSet.of('_'));

    private static final ByteSet ALNUM = LETTER.or(DIGIT);
    private static final ByteSet GRAPH = ByteSet.range('!', '~').or(ByteSet.range(0xA0, 0xFF));

    private static final Map<String, ByteSet> POSIX = Map.ofEntries(
            Map.entry("alpha", LETTER),
            Map.entry("lower", ByteSet.of(Character::isLowerCase)),
            Map.entry("upper", ByteSet.of(Character::isUpperCase)),
            Map.entry("alnum", ALNUM),
            Map.entry("ascii", ByteSet.ALL),
            Map.entry("blank", ByteSet.of('\t').or(ByteSet.of(' '))),
            Map.entry("cntrl", ByteSet.of(Character::isISOControl)),
            Map.entry("digit", DIGIT),
            Map.entry("graph", GRAPH),
            Map.entry("print", GRAPH.or(ByteSet.of(' '))),
            Map.entry("punct", ByteSet.of(character -> GRAPH.contains(character) && !ALNUM.contains(character))),
            Map.entry("space", SPACE),
            Map.entry("word", WORD),
            Map.entry("xdigit", ByteSet.of(character -> character < 128 && Character.digit(character, 16) >= 0)));

    private CharacterClasses() {}

    /** The class that {@code [:name:]} names, or null where it names none. */
    static @Nullable ByteSet posix(String name, boolean ignoreCase) {
        boolean cased = name.equals("lower") || name.equals("upper");
        return cased && ignoreCase ? LETTER : POSIX.get(name);
    }

    /** The class that {@code \d} and the like name, or null where they name none. */
    static @Nullable ByteSet escape(char letter) {
        return switch (letter) {
            case 'd' -> DIGIT;
            case 'D' -> DIGIT.complement();
            case 's' -> SPACE;
            case 'S' -> SPACE.complement();
            case 'w' -> WORD;
            case 'W' -> WORD.complement();
            case 'h' -> HORIZONTAL_SPACE;
            case 'H' -> HORIZONTAL_SPACE.complement();
            case 'v' -> VERTICAL_SPACE;
            case 'V' -> VERTICAL_SPACE.complement();
            default -> null;
        };
    }

    /** The class that {@code \p{name}} names: a general category, a script, or one of PCRE's own. Null where it names none. */
    static @Nullable ByteSet property(String name) {
        return switch (name) {
            case "Any" -> ByteSet.ALL;
            case "L&" -> ByteSet.of(character -> isOfCategory(character, "Lu") || isOfCategory(character, "Ll"));
            case "Xan" -> ByteSet.of(character -> isOfCategory(character, "L") || isOfCategory(character, "N"));
            case "Xwd" ->
                ByteSet.of(
                        character -> isOfCategory(character, "L") || isOfCategory(character, "N") || character == '_');
            case "Xsp", "Xps" -> SPACE.or(ByteSet.of(0x85)).or(ByteSet.of(0xA0));
            case "Xuc" ->
                ByteSet.of(character -> character == '$' || character == '@' || character == '`' || character >= 0xA0);
            default -> name.length() <= 2 ? category(name) : script(name);
        };
    }

    private static @Nullable ByteSet category(String name) {
        return Categories.NAMES.contains(name) ? ByteSet.of(character -> isOfCategory(character, name)) : null;
    }

    private static boolean isOfCategory(int character, String name) {
        return Categories.of(character).startsWith(name);
    }

    private static @Nullable ByteSet script(String name) {
        if (!Character.isUpperCase(name.charAt(0)) || name.equals(name.toUpperCase(Locale.ROOT))) {
            return null;
        }
        try {
            UnicodeScript script = UnicodeScript.valueOf(name.toUpperCase(Locale.ROOT));
            return ByteSet.of(character -> UnicodeScript.of(character) == script);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
