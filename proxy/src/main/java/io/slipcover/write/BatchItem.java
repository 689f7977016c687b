package io.slipcover.write;

import io.slipcover.envelope.WrittenDocument;

/**
 * One document of a batch, while it is decided what is sent in its place.
 *
 * @param place where it stands in the batch
 * @param question the place of its question in the look-up; negative: there is none
 */
record BatchItem(WrittenDocument place, WrittenRevision revision, int question) {}
