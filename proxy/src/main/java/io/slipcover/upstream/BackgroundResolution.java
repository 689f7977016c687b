package io.slipcover.upstream;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The resolution of names by Java, as the machine is configured. Java waits for the answer. So look-ups run on threads
 * of their own, and a slow name server holds up only those who need a new connection. Whoever asks for a name that is being looked up
 * waits for the same answer: a look-up that hangs holds one thread. An address needs no look-up.
 */
final class BackgroundResolution extends AddressResolverGroup<InetSocketAddress> {
    /** Asks for all addresses of a name, and waits for them. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] all(String name) throws UnknownHostException;
    }

    private static final int IDLE_SECONDS = 30;

    static final BackgroundResolution GROUP = new BackgroundResolution(InetAddress::getAllByName, threads());

    private final Lookup lookup;
    private final Executor threads;

    /** The look-ups that are under way, by name. */
    private final Map<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();

    BackgroundResolution(Lookup lookup, Executor threads) {
        this.lookup = lookup;
        this.threads = threads;
    }

    private static Executor threads() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE, // One for each name.
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new DefaultThreadFactory("names", true));
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new InetNameResolver(executor) {
            @Override
            protected void doResolve(String name, Promise<InetAddress> promise) {
                find(name, promise, all -> all[0]);
            }

            @Override
            protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
                find(name, promise, List::of);
            }
        }.asAddressResolver();
    }

    @FunctionalInterface
    private interface Choice<T> {
        T of(InetAddress[] all);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The promise hears of it.
    private <T> void find(String name, Promise<T> promise, Choice<T> choice) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
        if (address == null) {
            lookUp(name).whenComplete((all, failure) -> {
                if (failure == null) {
                    promise.trySuccess(choice.of(all));
                } else {
                    promise.tryFailure(failure);
                }
            });
        } else {
            try {
                promise.trySuccess(choice.of(new InetAddress[] {InetAddress.getByAddress(name, address)}));
            } catch (UnknownHostException exception) {
                promise.tryFailure(exception);
            }
        }
    }

    private CompletableFuture<InetAddress[]> lookUp(String name) {
        CompletableFuture<InetAddress[]> mine = new CompletableFuture<>();
        CompletableFuture<InetAddress[]> others = underWay.putIfAbsent(name, mine);
        if (others != null) {
            return others;
        }
        threads.execute(() -> {
            try {
                InetAddress[] all = lookup.all(name);
                underWay.remove(name, mine); // Whoever asks from here on may learn something newer.
                mine.complete(all);
            } catch (UnknownHostException | RuntimeException exception) {
                underWay.remove(name, mine);
                mine.completeExceptionally(exception);
            }
        });
        return mine;
    }
}
