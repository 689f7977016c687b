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
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The resolution of names by Java, as the machine is configured. Java waits for the answer. So look-ups run on threads
 * of their own, and a slow name server holds up only those who need a new connection. An address needs no look-up.
 */
final class BackgroundResolution extends AddressResolverGroup<InetSocketAddress> {
    /** Asks for all addresses of a name, and waits for them. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] all(String name) throws UnknownHostException;
    }

    private static final int THREADS = 4;
    private static final int IDLE_SECONDS = 30;

    static final BackgroundResolution GROUP = new BackgroundResolution(InetAddress::getAllByName, threads());

    private final Lookup lookup;
    private final Executor threads;

    BackgroundResolution(Lookup lookup, Executor threads) {
        this.lookup = lookup;
        this.threads = threads;
    }

    private static Executor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("names", true));
        threads.allowCoreThreadTimeOut(true);
        return threads;
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

    @FunctionalInterface
    private interface Known<T> {
        T get() throws UnknownHostException;
    }

    private <T> void find(String name, Promise<T> promise, Choice<T> choice) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
        if (address == null) {
            threads.execute(() -> succeed(promise, () -> choice.of(lookup.all(name))));
        } else {
            succeed(promise, () -> choice.of(new InetAddress[] {InetAddress.getByAddress(name, address)}));
        }
    }

    private static <T> void succeed(Promise<T> promise, Known<T> known) {
        try {
            promise.trySuccess(known.get());
        } catch (UnknownHostException exception) {
            promise.tryFailure(exception);
        }
    }
}
