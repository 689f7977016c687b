package io.slipcover.lens;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class FromEntriesTest {
    @TestFactory
    List<DynamicTest> cases() {
        return Cases.of("from-entries.txt");
    }
}
