package io.slipcover.upstream;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;

/** Who hears what CouchDB says to one request. Called on the event loop of the connection, in the order given here. */
public interface AnswerListener {
    /** An answer before the answer, such as {@code 100 Continue}. */
    void interim(HttpResponse head);

    /** The head of the answer. The listener may change it. */
    void head(HttpResponse head);

    /** A part of the answer's body, the last one a {@code LastHttpContent}. The listener owns it. */
    void body(HttpContent content);

    /** All that could be read for now has been heard. */
    void pause();

    /** The connection takes more of the request again, or takes no more for now. */
    void writabilityChanged();

    /** The connection broke before the answer was whole. Nothing else is heard after it. */
    void lost(Throwable cause);
}
