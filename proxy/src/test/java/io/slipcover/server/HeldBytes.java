package io.slipcover.server;

import io.slipcover.memory.Memory;
import io.slipcover.memory.MemoryBudget;
import io.slipcover.report.Reports;
import io.slipcover.testbed.Patience;

/** The bytes that a proxy holds. */
final class HeldBytes {
    private HeldBytes() {}

    static void await(MemoryBudget budget, long least) {
        Patience.await(() -> budget.held() + " bytes held", () -> budget.held() >= least);
    }

    static void awaitNone(Reports reports) {
        Memory memory = reports.memory();
        Patience.await(
                () -> memory.heap().held() + " and " + memory.buffers().held() + " bytes held",
                () -> memory.heap().held() == 0 && memory.buffers().held() == 0);
    }
}
