package io.slipcover.regex;

/** What stands before a place in a text, as far as conditions on places ask. */
enum Before {
    /** The text begins here. */
    NOTHING,
    NEWLINE,
    WORD,
    OTHER;

    static Before of(int character) {
        return character == '\n' ? NEWLINE : CharacterClasses.WORD.contains(character) ? WORD : OTHER;
    }
}
