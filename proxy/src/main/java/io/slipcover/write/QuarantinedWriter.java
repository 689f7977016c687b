package io.slipcover.write;

import io.slipcover.question.QuarantineQuestions;

/**
 * A client whose refused revisions go to the quarantine.
 *
 * @param questions the way to the quarantine database
 * @param database the database that the client writes to
 * @param release the name of the client's release
 * @param clientVersion the version that the client told, or that stands for clients which tell none
 */
public record QuarantinedWriter(QuarantineQuestions questions, String database, String release, String clientVersion) {}
