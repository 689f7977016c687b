package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpRequest;
import io.slipcover.release.ReleaseHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one request and its answer, decided from the request's head.
 *
 * @param request the head as CouchDB is to have it
 * @param lasting whether nobody should wait for the answer to come to its end: a feed, which clients ask for anew when it breaks off
 * @param location where the client's paths begin, if not at the root
 * @param ownHeaders what answers of Slipcover's own carry; null where they are about no document
 * @param requestSide what becomes of the request's body
 * @param answerSide what becomes of CouchDB's answer
 */
public record Plan(
        HttpRequest request,
        boolean lasting,
        @Nullable PrefixedLocation location,
        @Nullable ReleaseHeaders ownHeaders,
        RequestSide requestSide,
        AnswerSide answerSide) {}
