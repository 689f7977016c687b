package io.slipcover.admin;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The open connections of operators. There are so many at most; for one more, the one that has waited longest for its operator ends. Lives
 * on one event loop.
 */
final class AdminConnections {
    private static final int MOST = 200;

    private final AdminQuestions questions;
    private final Duration patience;

    /** The open connections, of which the first one has been quiet for longest. */
    private final Set<AdminConnection> open = new LinkedHashSet<>();

    /**
     * @param patience how long operators may take
     */
    AdminConnections(AdminQuestions questions, Duration patience) {
        this.questions = questions;
        this.patience = patience;
    }

    AdminConnection of(Channel channel) {
        return new AdminConnection(this, questions, channel, patience);
    }

    void opened(AdminConnection connection) {
        open.add(connection);
        Iterator<AdminConnection> quiet = open.iterator();
        if (open.size() > MOST && quiet.hasNext()) {
            quiet.next().close();
        }
    }

    /** Hears that a whole question has come. */
    void asked(AdminConnection connection) {
        open.remove(connection);
        open.add(connection);
    }

    void gone(AdminConnection connection) {
        open.remove(connection);
    }

    void closeAll() {
        List.copyOf(open).forEach(AdminConnection::close);
    }
}
