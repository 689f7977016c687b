package io.slipcover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.NodeProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The tests of the client kit, which Node runs. */
public final class KitTests {
    /** The folder of the client kit. */
    public static final Path KIT = Path.of("../clients/js").toAbsolutePath().normalize();

    private KitTests() {}

    /** Runs a file of tests; all of them pass. */
    public static void pass(String file, Map<String, String> environment) throws IOException, InterruptedException {
        NodeProgram.Ended ended = NodeProgram.run(
                environment,
                "--no-deprecation",
                "--test",
                "--test-reporter=spec",
                KIT.resolve("test").resolve(file).toString());

        assertThat(ended.isWell()).as(ended.output()).isTrue();
        assertThat(ended.output()).contains("fail 0").doesNotContain("tests 0");
    }

    /** What the client kit's engine says of a file of cases: how many there are, and how many of its answers differ. */
    public static String differences(String runner, Path cases, Map<String, String> environment)
            throws IOException, InterruptedException {
        return NodeProgram.run(environment, KIT.resolve("test").resolve(runner).toString(), cases.toString())
                .output();
    }
}
