package io.slipcover.regex;

import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A set of bytes, which are seen as characters of ISO 8859-1. */
final class ByteSet {
    static final int SIZE = 256;
    static final ByteSet NONE = of(character -> false);
    static final ByteSet ALL = of(character -> true);
    static final ByteSet NOT_NEWLINE = of(character -> character != '\n');

    private static final int TO_LOWER_CASE = 'a' - 'A';

    private final BitSet bits;

    private ByteSet(BitSet bits) {
        this.bits = bits;
    }

    static ByteSet of(IntPredicate predicate) {
        return new ByteSet(IntStream.range(0, SIZE).filter(predicate).collect(BitSet::new, BitSet::set, BitSet::or));
    }

    static ByteSet of(int character) {
        return range(character, character);
    }

    /** Those from the first to the last, which is included. */
    static ByteSet range(int first, int last) {
        return of(character -> character >= first && character <= last);
    }

    boolean contains(int character) {
        return bits.get(character);
    }

    boolean contains(byte character) {
        return bits.get(character & 0xFF);
    }

    boolean containsAll(ByteSet other) {
        BitSet missing = (BitSet) other.bits.clone();
        missing.andNot(bits);
        return missing.isEmpty();
    }

    ByteSet or(ByteSet other) {
        BitSet union = (BitSet) bits.clone();
        union.or(other.bits);
        return new ByteSet(union);
    }

    ByteSet complement() {
        BitSet complement = (BitSet) bits.clone();
        complement.flip(0, SIZE);
        return new ByteSet(complement);
    }

    /** With each letter also its other case. */
    ByteSet ignoringCase() {
        BitSet both = (BitSet) bits.clone();
        bits.stream().map(ByteSet::otherCase).forEach(both::set);
        return new ByteSet(both);
    }

    /** The letter's other case; the character itself, where it has none among the bytes. */
    static int otherCase(int character) {
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
        return other instanceof ByteSet that && bits.equals(that.bits);
    }

    @Override
    public int hashCode() {
        return bits.hashCode();
    }

    @Override
    public String toString() {
        return bits.toString();
    }
}
