package io.slipcover.regex;

/** The surroundings before a place in a text, as far as conditions on places ask for them. */
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
