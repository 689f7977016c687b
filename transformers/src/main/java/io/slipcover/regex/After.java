package io.slipcover.regex;

/** The surroundings behind a place in a text, as far as conditions on places ask for them. */
enum After {
    /** The text ends here. */
    NOTHING,
    /** A line break that ends the text. */
    LAST_NEWLINE,
    NEWLINE,
    WORD,
    OTHER;

    static After of(int character) {
        return character == '\n' ? NEWLINE : CharacterClasses.WORD.contains(character) ? WORD : OTHER;
    }
}
