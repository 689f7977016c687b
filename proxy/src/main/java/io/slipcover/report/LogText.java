package io.slipcover.report;

/**
 * Text that a stranger chose, in a form that may stand in a line of the log. Characters that would begin another line,
 * or look like another pair of key and value, are escaped as in JSON. Long text is cut.
 */
final class LogText {
    private static final int LONGEST = 300;

    private LogText() {}

    static String of(String text) {
        StringBuilder escaped = new StringBuilder(Math.min(text.length(), LONGEST) + 8);
        int index = 0;
        while (index < text.length() && escaped.length() < LONGEST) {
            int character = text.codePointAt(index);
            index += Character.charCount(character);
            if (character == '"' || character == '\\') {
                escaped.append('\\').append((char) character);
            } else if (isPlain(character)) {
                escaped.appendCodePoint(character);
            } else {
                for (char unit : Character.toChars(character)) {
                    escaped.append("\\u%04x".formatted((int) unit));
                }
            }
        }
        return index < text.length() ? escaped.append('…').toString() : escaped.toString();
    }

    /**
     * Whether a character may stand as it is: it does not end a line, it does not move the text around it, and it is
     * not half a character.
     */
    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
