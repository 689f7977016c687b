package io.slipcover.admin;

/**
 * A question on the admin address.
 *
 * @param query what stands behind the question mark, as it came; the empty string where there is none
 * @param accept the header {@code Accept}; the empty string where there is none
 */
public record AdminQuestion(String query, String accept) {}
