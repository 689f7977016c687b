package io.slipcover.example.todo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class StoryTest {
    private final StringWriter told = new StringWriter();
    private final Story story = new Story(new PrintWriter(told), false);

    @Test
    void sees_asExpected_theStoryIsTrue() {
        story.sees("stored", Todos.json("{\"_id\":\"a\",\"b\":1}"), "{\"b\":1}");
        story.end();
        assertThat(story.isTrue()).isTrue();
        assertThat(told.toString()).contains("✓ stored", "{\"b\":1}", "All 1 claims hold.");
    }

    @Test
    void sees_somethingElse_theStoryIsNotTrue() {
        story.sees("stored", Todos.json("{\"_id\":\"a\",\"b\":1,\"c\":2}"), "{\"b\":1}");
        story.end();
        assertThat(story.isTrue()).isFalse();
        assertThat(told.toString()).contains("✗ stored", "{\"b\":1,\"c\":2}", "expected", "1 of 1 claims do not hold.");
    }

    @Test
    void holds_oneOfTwoDoesNot_theStoryIsNotTrue() {
        story.holds("leaves", 1, 1);
        story.holds("leaves", 2, 1);
        assertThat(story.isTrue()).isFalse();
    }
}
