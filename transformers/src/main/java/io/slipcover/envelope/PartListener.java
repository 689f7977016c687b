package io.slipcover.envelope;

/** What a {@link MultipartScanner} tells of a body, in order. Arrays are lent for the call. */
interface PartListener {
    /** Bytes that belong to no part: the preamble, delimiters, the epilogue. */
    void between(byte[] bytes, int offset, int length);

    /** The headers of a part, behind its delimiter. */
    void part(PartHeaders headers);

    /** Some of the part's content. */
    void content(byte[] bytes, int offset, int length);

    /** The part's content is at its end; a delimiter follows. */
    void endOfPart();

    /** The delimiter that closes the body has been told; what follows is the epilogue. */
    void endOfParts();
}
