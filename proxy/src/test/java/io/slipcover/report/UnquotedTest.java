package io.slipcover.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What a log hears of a failure. */
final class UnquotedTest {
    @Test
    void failure_isNamedWithItsPlace_andNothingItSaid() {
        IllegalStateException failure =
                new IllegalStateException("secret outside", new NumberFormatException("secret inside"));
        StringWriter printed = new StringWriter();
        Unquoted.of(failure).printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString())
                .contains("java.lang.IllegalStateException", "java.lang.NumberFormatException")
                .contains("UnquotedTest.failure_isNamedWithItsPlace_andNothingItSaid")
                .doesNotContain("secret");
    }
}
