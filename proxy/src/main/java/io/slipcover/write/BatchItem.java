package io.slipcover.write;

import io.slipcover.envelope.WrittenDocument;

/**
 * One document of a batch, while Slipcover decides what it sends in the document's place.
 *
 * @param place the document's place in the batch
 * @param question the place of the document's question in the look-up; negative: there is no question
 */
record BatchItem(WrittenDocument place, WrittenRevision revision, int question) {}
