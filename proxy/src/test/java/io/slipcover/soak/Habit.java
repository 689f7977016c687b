package io.slipcover.soak;

import io.slipcover.testing.RawClient;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Random;

/** What a client does over and over. */
enum Habit {
    /** Reads one document in an old shape. */
    READ {
        @Override
        String act(int port, RawClient kept, Stock stock, Random random) throws IOException {
            return status(kept, stock.get(stock.document(random)));
        }
    },
    /** Pushes a batch of edits as replicators do, for which Slipcover looks up bases. */
    PUSH {
        @Override
        String act(int port, RawClient kept, Stock stock, Random random) throws IOException {
            return status(kept, stock.post("_bulk_docs", stock.batch(random, 20)));
        }
    },
    /** Asks a query whose order CouchDB cannot make. */
    QUERY {
        @Override
        String act(int port, RawClient kept, Stock stock, Random random) throws IOException {
            return status(
                    kept,
                    stock.post("_find", "{\"selector\":{\"title\":{\"$gt\":null}},\"sort\":[\"title\"],\"limit\":20}"));
        }
    },
    /** Breaks off in the middle of a batch. */
    CUT_PUSH {
        @Override
        String act(int port, RawClient kept, Stock stock, Random random) throws IOException {
            String request = stock.post("_bulk_docs", stock.batch(random, 200));
            return begun(port, request.substring(0, random.nextInt(request.length())), random, random.nextInt(50));
        }
    },
    /** Breaks off before a request's head is whole. */
    HALF_HEAD {
        @Override
        String act(int port, RawClient kept, Stock stock, Random random) throws IOException {
            String request = stock.get(stock.document(random));
            return begun(port, request.substring(0, random.nextInt(request.length())), random, random.nextInt(50));
        }
    },
    /** Asks for a large answer, and takes nothing of it. */
    STALLED_READ {
        @Override
        String act(int port, RawClient kept, Stock stock, Random random) throws IOException {
            return begun(port, stock.get("_all_docs?include_docs=true"), random, 200 + random.nextInt(500));
        }
    },
    /** Reads a large answer slowly, and rarely to its end. */
    SLOW_READ {
        @Override
        String act(int port, RawClient kept, Stock stock, Random random) throws IOException {
            try (Wire wire = Wire.to(port)) {
                wire.send(stock.get("_all_docs?include_docs=true"));
                for (int pieces = random.nextInt(60); pieces > 0; pieces--) {
                    if (wire.read(PIECE).length() < PIECE) {
                        return "the answer ended";
                    }
                    pause(5);
                }
                return breakOff(wire, random);
            }
        }
    },
    /** Listens to a feed for a while. */
    FEED {
        @Override
        String act(int port, RawClient kept, Stock stock, Random random) throws IOException {
            try (Wire wire = Wire.to(port)) {
                wire.send(stock.get("_changes?feed=continuous&include_docs=true&since=now&heartbeat=100"));
                wire.socket().setSoTimeout(5000);
                String head = wire.head();
                if (!head.startsWith("HTTP/1.1 200 ")) {
                    return head.isEmpty() ? "no answer" : head.substring(9, 12);
                }
                for (int pieces = random.nextInt(20); pieces > 0; pieces--) {
                    if (wire.socket().getInputStream().read() < 0) {
                        return "the answer ended";
                    }
                }
                return breakOff(wire, random);
            } catch (SocketTimeoutException quiet) {
                return "no heartbeat";
            }
        }
    },
    /** Sends many requests ahead, and breaks off among their answers. */
    PIPELINE {
        @Override
        String act(int port, RawClient kept, Stock stock, Random random) throws IOException {
            StringBuilder requests = new StringBuilder();
            for (int request = 0; request < 30; request++) {
                requests.append(stock.get(stock.document(random)));
            }
            return begun(port, requests.toString(), random, random.nextInt(50));
        }
    };

    private static final int PIECE = 8192;

    /**
     * Does it once.
     *
     * @param kept a client whose connection stays from one time to the next
     * @return what became of it: a status, or how it ended
     * @throws IOException where the connection breaks
     */
    abstract String act(int port, RawClient kept, Stock stock, Random random) throws IOException;

    private static String status(RawClient client, String request) throws IOException {
        int status = client.ask(request).status();
        return status == 0 ? "no answer" : Integer.toString(status);
    }

    /** Sends this much, and breaks off after some milliseconds. */
    private static String begun(int port, String sent, Random random, int milliseconds) throws IOException {
        try (Wire wire = Wire.to(port)) {
            wire.send(sent);
            pause(milliseconds);
            return breakOff(wire, random);
        }
    }

    /** Ends a connection by a reset, or now and then in an orderly way. */
    private static String breakOff(Wire wire, Random random) throws IOException {
        if (random.nextInt(4) == 0) {
            wire.close();
            return "closed by the client";
        }
        wire.reset();
        return "reset by the client";
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
