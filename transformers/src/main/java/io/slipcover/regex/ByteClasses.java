package io.slipcover.regex;

import java.util.List;

/** The classes of bytes that no set of a program and no condition on a place tells apart. The bytes of a class have one number. */
final class ByteClasses {
    private final int[] classes = new int[ByteSet.SIZE];
    private final int[] sizes = new int[ByteSet.SIZE];
    private int count = 1;

    ByteClasses(List<ByteSet> sets) {
        sizes[0] = ByteSet.SIZE;
        divide(CharacterClasses.WORD);
        divide(ByteSet.of('\n'));
        sets.forEach(this::divide);
    }

    /** Gives the members of each class that are in the set a number of their own, unless all members are. */
    private void divide(ByteSet set) {
        int[] inside = new int[count];
        for (int character = 0; character < ByteSet.SIZE; character++) {
            inside[classes[character]] += set.contains(character) ? 1 : 0;
        }
        int[] renamed = new int[count];
        for (int number = 0; number < renamed.length; number++) {
            renamed[number] = inside[number] == 0 || inside[number] == sizes[number] ? number : count++;
            if (renamed[number] != number) {
                sizes[renamed[number]] = inside[number];
                sizes[number] -= inside[number];
            }
        }
        for (int character = 0; character < ByteSet.SIZE; character++) {
            if (set.contains(character)) {
                classes[character] = renamed[classes[character]];
            }
        }
    }

    int count() {
        return count;
    }

    int of(byte character) {
        return classes[character & 0xFF];
    }

    /** A byte of each class. */
    int[] members() {
        int[] members = new int[count];
        for (int character = 0; character < ByteSet.SIZE; character++) {
            members[classes[character]] = character;
        }
        return members;
    }
}
