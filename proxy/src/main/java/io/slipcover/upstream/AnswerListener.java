package io.slipcover.upstream;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Duration;

/**
 * The listener who hears CouchDB's answer to one request. The connection calls the methods on its event loop, in the
 * order in which they stand here.
 */
public interface AnswerListener {
    /** An answer before the answer, such as {@code 100 Continue}. */
    void interim(HttpResponse head);

    /** The head of the answer. The listener may change it. */
    void head(HttpResponse head);

    /** A part of the answer's body. The last part is a {@code LastHttpContent}. The listener owns the part. */
    void body(HttpContent content);

    /** The listener has heard everything that could be read for now. */
    void pause();

    /**
     * The connection takes more of the request again, or takes no more for now. See {@link
     * UpstreamConnection#isWritable}.
     */
    void writabilityChanged();

    /**
     * How long CouchDB may say nothing in the middle of this answer.
     *
     * @param usual how long it may where nothing is special
     */
    default Duration silence(Duration usual) {
        return usual;
    }

    /** The connection broke before the answer was whole, or Slipcover gave the answer up. No other call follows. */
    void lost(Throwable cause);
}
