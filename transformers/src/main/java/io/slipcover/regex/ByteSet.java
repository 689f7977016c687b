package io.slipcover.regex;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** A set of bytes. Each byte is seen as a character of ISO 8859-1. */
final class ByteSet {
    static final int SIZE = 256;
    static final ByteSet NONE = of(character -> false);
    static final ByteSet ALL = of(character -> true);
    static final ByteSet NOT_NEWLINE = of(character -> character != '\n');

    private static final int TO_LOWER_CASE = 'a' - 'A';
    private static final ByteSet[] SINGLE = new ByteSet[SIZE];
    private static final ByteSet[] EITHER_CASE = new ByteSet[SIZE];

    static {
        Arrays.setAll(SINGLE, character -> range(character, character));
        Arrays.setAll(EITHER_CASE, character -> SINGLE[character].or(SINGLE[otherCase(character)]));
    }

    private final long[] words;

    private ByteSet(long[] words) {
        this.words = words;
    }

    static ByteSet of(IntPredicate predicate) {
        long[] words = new long[SIZE / Long.SIZE];
        for (int character = 0; character < SIZE; character++) {
            if (predicate.test(character)) {
                words[character / Long.SIZE] |= 1L << character;
            }
        }
        return new ByteSet(words);
    }

    static ByteSet of(int character) {
        return SINGLE[character];
    }

    /** The character, and the letter's other case if it is a letter. */
    static ByteSet ofEitherCase(int character) {
        return EITHER_CASE[character];
    }

    /** The characters from the first to the last, which is included. */
    static ByteSet range(int first, int last) {
        return of(character -> character >= first && character <= last);
    }

    boolean contains(int character) {
        return (words[character / Long.SIZE] & 1L << character) != 0;
    }

    boolean intersects(ByteSet other) {
        for (int word = 0; word < words.length; word++) {
            if ((words[word] & other.words[word]) != 0) {
                return true;
            }
        }
        return false;
    }

    ByteSet or(ByteSet other) {
        long[] union = words.clone();
        for (int word = 0; word < union.length; word++) {
            union[word] |= other.words[word];
        }
        return new ByteSet(union);
    }

    ByteSet without(ByteSet other) {
        return complement().or(other).complement();
    }

    ByteSet complement() {
        long[] complement = words.clone();
        for (int word = 0; word < complement.length; word++) {
            complement[word] = ~complement[word];
        }
        return new ByteSet(complement);
    }

    /** This set, with the other case of each letter, too. */
    ByteSet ignoringCase() {
        return of(character -> contains(character) || contains(otherCase(character)));
    }

    /** The letter's other case; the character itself, where it has none among the bytes. */
    private static int otherCase(int character) {
        if (isUpperCase(character)) {
            return character + TO_LOWER_CASE;
        }
        return character >= TO_LOWER_CASE && isUpperCase(character - TO_LOWER_CASE)
                ? character - TO_LOWER_CASE
                : character;
    }

    private static boolean isUpperCase(int character) {
        return (character >= 'A' && character <= 'Z') || (character >= 0xC0 && character <= 0xDE && character != 0xD7);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteSet that && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        StringBuilder members = new StringBuilder("[");
        for (int character = 0; character < SIZE; character++) {
            if (contains(character)) {
                members.append(' ').append(Integer.toHexString(character));
            }
        }
        return members.append(" ]").toString();
    }
}
