package io.slipcover.fuzzing;

/** Something that reads what strangers send, together with what has to hold whatever they send. */
interface FuzzTarget {
    /** Tries one input. Fails where Slipcover and the second opinion differ, or where an exception comes out that should not. */
    void holds(byte[] input) throws Exception;
}
