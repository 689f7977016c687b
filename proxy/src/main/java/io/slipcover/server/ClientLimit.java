package io.slipcover.server;

import io.slipcover.config.Timeouts;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.report.Fault;
import io.slipcover.report.FaultLog;
import java.time.Duration;

/** What Slipcover waits for on a client's connection, and how long. */
enum ClientLimit {
    /** The client takes more of what is sent to it. */
    CLIENT("the client took no more of the answer in time (timeouts: client)"),
    /** The client sends the rest of a request's head. */
    HEAD("the request's head did not come in time (timeouts: head)"),
    /** The client sends more of a request's body. */
    BODY("no more of the request came in time (timeouts: body)"),
    /** The client asks something. */
    IDLE("nothing was asked in time (timeouts: idle)"),
    /** The client closes its connection, after it has been told that nothing more comes. */
    CLOSE("the connection was not closed in time");

    /** How long a client is given to read an answer that came before its request was whole. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final String reason;

    ClientLimit(String reason) {
        this.reason = reason;
    }

    Duration of(Timeouts timeouts) {
        return switch (this) {
            case CLIENT -> timeouts.client();
            case HEAD -> timeouts.head();
            case BODY -> timeouts.body();
            case IDLE -> timeouts.idle();
            case CLOSE -> LINGER;
        };
    }

    /** Tells operators of a client that was too slow, unless it merely had nothing to ask any more. */
    void tell(FaultLog faults) {
        switch (this) {
            case CLIENT, HEAD, BODY -> faults.tell(Fault.ofClient("a client was too slow", reason));
            case IDLE, CLOSE -> {}
        }
    }

    /** What a client is told that was too slow. */
    OwnAnswer answer() {
        return OwnAnswer.slow(reason);
    }
}
