package io.slipcover.lens;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ConvertPairsTest {
    @TestFactory
    List<DynamicTest> cases() {
        return Cases.of("convert-pairs.txt");
    }
}
