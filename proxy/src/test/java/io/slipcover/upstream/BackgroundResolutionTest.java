package io.slipcover.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.resolver.AddressResolver;
import io.netty.util.concurrent.Future;
import io.slipcover.testbed.Patience;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the name of an upstream becomes an address. */
final class BackgroundResolutionTest {
    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, Transport.best().handlers());
    private final EventLoop loop = group.next();
    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final CountDownLatch nameServer = new CountDownLatch(1);

    @AfterEach
    void close() {
        nameServer.countDown();
        threads.shutdown();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final BackgroundResolution resolution = new BackgroundResolution(this::lookUp, threads);
    private final AtomicInteger lookups = new AtomicInteger();

    private Future<InetSocketAddress> resolve(String host) {
        AddressResolver<InetSocketAddress> resolver = resolution.getResolver(loop);
        return resolver.resolve(InetSocketAddress.createUnresolved(host, 5984));
    }

    private InetAddress[] lookUp(String name) throws UnknownHostException {
        lookups.incrementAndGet();
        try {
            nameServer.await();
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
        if (!name.equals("couch.example")) {
            throw new UnknownHostException(name);
        }
        return new InetAddress[] {InetAddress.getByAddress(name, new byte[] {127, 0, 0, 7})};
    }

    @Test
    void slowNameServer_doesNotHoldUpTheEventLoop() throws Exception {
        CompletableFuture<Future<InetSocketAddress>> begun = new CompletableFuture<>();
        loop.execute(() -> begun.complete(resolve("couch.example")));
        Future<InetSocketAddress> address = begun.get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS);
        CountDownLatch served = new CountDownLatch(1);
        loop.execute(served::countDown);
        assertThat(served.await(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS)).isTrue();
        assertThat(address.isDone()).isFalse();
        nameServer.countDown();
        assertThat(address.get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS).toString())
                .isEqualTo("couch.example/127.0.0.7:5984");
    }

    @Test
    void nameThatIsBeingLookedUp_isNotLookedUpAgain_andLaterItIs() throws Exception {
        Future<InetSocketAddress> first = resolve("couch.example");
        Future<InetSocketAddress> second = resolve("couch.example");
        nameServer.countDown();
        assertThat(first.get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS))
                .isEqualTo(second.get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS));
        assertThat(lookups).hasValue(1);

        resolve("couch.example").get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS);
        assertThat(lookups).hasValue(2);
    }

    @Test
    void unknownName_fails() throws Exception {
        nameServer.countDown();
        Future<InetSocketAddress> address = resolve("nowhere.example");
        assertThat(address.await(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS)).isTrue();
        assertThat(address.cause()).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void address_isNotLookedUp() throws Exception {
        assertThat(resolve("127.0.0.1")
                        .get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS)
                        .getPort())
                .isEqualTo(5984);
        assertThat(resolve("::1")
                        .get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS)
                        .getAddress()
                        .isLoopbackAddress())
                .isTrue();
    }
}
