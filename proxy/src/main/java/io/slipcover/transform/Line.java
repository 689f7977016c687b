package io.slipcover.transform;

/**
 * One line of a document that is shown.
 *
 * @param text the line, with the spaces at its beginning
 * @param left how it differs from the document to the left
 * @param right how it differs from the document to the right
 */
public record Line(String text, Mark left, Mark right) {}
