package io.slipcover.report;

import io.slipcover.memory.Memory;
import io.slipcover.memory.MemoryBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * The families that tell of memory, and of what had no room.
 *
 * @param shed how often something was refused, by the limit that it exceeded
 */
record RoomFamilies(Memory memory, Map<String, LongAdder> shed) implements Family.Source {
    /** The limit whose refusals the budgets count. */
    private static final String MEMORY = "memory";

    @Override
    public List<Family> families() {
        return List.of(
                gauge(
                        "slipcover_memory_held_bytes",
                        "Bytes that are held for clients, on the heap and in buffers outside of the heap.",
                        MemoryBudget::held),
                gauge("slipcover_memory_limit_bytes", "Bytes that may be held for clients.", MemoryBudget::limit),
                new Family(
                        "slipcover_shed",
                        Family.Kind.COUNTER,
                        "Requests and connections that were refused or broken off because of a limit.",
                        refused()));
    }

    private Family gauge(String name, String help, ToDoubleFunction<MemoryBudget> number) {
        return new Family(
                name,
                Family.Kind.GAUGE,
                help,
                List.of(
                        new Family.Value(Map.of("kind", "heap"), number.applyAsDouble(memory.heap())),
                        new Family.Value(Map.of("kind", "buffers"), number.applyAsDouble(memory.buffers()))));
    }

    private List<Family.Point> refused() {
        List<Family.Point> points = new ArrayList<>();
        long memoryRefusals = memory.heap().refusals() + memory.buffers().refusals();
        points.add(new Family.Value(Map.of("limit", MEMORY), (double) memoryRefusals));
        shed.forEach((limit, count) -> points.add(new Family.Value(Map.of("limit", limit), (double) count.sum())));
        return points;
    }
}
