package io.slipcover.document;

/** The way of a document of a type, from the shape that it has to the shape that it gets. The two may be one. */
public record Way(String type, int from, int to) {}
