package io.slipcover.testing;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.slipcover.testbed.Patience;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class during which a buffer was lost without having been released. */
public final class LeakGuard implements BeforeAllCallback, AfterAllCallback {
    private static final int COLLECTION_MILLISECONDS = 1000;
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

    static {
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            @SuppressWarnings({"deprecation", "removal"}) // Both are abstract or called by Netty itself.
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                    Class<T> resource, int samplingInterval, long maximumActive) {
                return new Collecting<>(resource, samplingInterval);
            }
        });
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check();
    }

    /** Fails if a buffer was lost until now, and forgets what was lost. */
    static void check() {
        // The JVM tells of all that one collection found before it tells of what the next one found.
        for (int round = 0; round < 3; round++) {
            awaitCollection();
            // Leaks are found when the next buffer is made.
            ByteBufAllocator.DEFAULT.directBuffer(1).release();
            ByteBufAllocator.DEFAULT.heapBuffer(1).release();
        }
        if (!LEAKS.isEmpty()) {
            String leak = LEAKS.poll();
            LEAKS.clear();
            throw new AssertionError("a buffer was not released:\n" + leak);
        }
    }

    /** Waits until the JVM tells that it has collected something that nobody refers to. */
    private static void awaitCollection() {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        Reference<Object> garbage = garbage(collected);
        Patience.await(() -> "the collection of " + garbage, () -> {
            System.gc();
            return collected.remove(COLLECTION_MILLISECONDS) != null;
        });
    }

    private static Reference<Object> garbage(ReferenceQueue<Object> collected) {
        return new WeakReference<>(new Object(), collected);
    }

    private static final class Collecting<T> extends ResourceLeakDetector<T> {
        Collecting(Class<?> resource, int samplingInterval) {
            super(resource, samplingInterval);
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            LEAKS.add(resourceType + records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            LEAKS.add(resourceType);
        }
    }
}
