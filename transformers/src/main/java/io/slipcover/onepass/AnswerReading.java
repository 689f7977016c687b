package io.slipcover.onepass;

/** How documents in answers are read. */
public enum AnswerReading {
    /** In one pass where a plan is known. Texts are trusted that no lens looks into; all else is checked. */
    TRUSTED,
    /** In one pass where a plan is known, with every byte checked. */
    CHECKED,
    /** The general way, one document like the other. */
    GENERAL
}
