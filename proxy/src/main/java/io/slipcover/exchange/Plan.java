package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpRequest;
import io.slipcover.release.ReleaseHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The plan for one request and its answer, made from the request's head.
 *
 * @param request the request's head as CouchDB gets it
 * @param lasting whether nobody should wait for the answer to come to its end: a feed, which clients ask for anew when
 *     it breaks off
 * @param location where the client's paths begin, if they do not begin at the root
 * @param ownHeaders the headers of Slipcover's own answers; null where such answers are about no document
 * @param requestSide what becomes of the request's body
 * @param answerSide what becomes of CouchDB's answer
 * @param gzip compresses the answer; null where no answer is compressed
 */
public record Plan(
        HttpRequest request,
        boolean lasting,
        @Nullable PrefixedLocation location,
        @Nullable ReleaseHeaders ownHeaders,
        RequestSide requestSide,
        AnswerSide answerSide,
        @Nullable Gzip gzip) {
    /** A plan whose answer is not compressed. */
    public Plan(
            HttpRequest request,
            boolean lasting,
            @Nullable PrefixedLocation location,
            @Nullable ReleaseHeaders ownHeaders,
            RequestSide requestSide,
            AnswerSide answerSide) {
        this(request, lasting, location, ownHeaders, requestSide, answerSide, null);
    }

    /** This plan with an answer that is compressed where that is worth it. */
    public Plan with(@Nullable Gzip compression) {
        return compression == null
                ? this
                : new Plan(request, lasting, location, ownHeaders, requestSide, answerSide, compression);
    }

    /** This plan with another side for CouchDB's answer. */
    public Plan with(AnswerSide other) {
        return new Plan(request, lasting, location, ownHeaders, requestSide, other, gzip);
    }
}
