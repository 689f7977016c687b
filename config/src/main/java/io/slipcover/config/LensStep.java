package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonValue;
import io.slipcover.lens.Operation;
import java.util.List;

/**
 * An operation of a lens, as it is told to people.
 *
 * @param name what the lens file calls it: {@code rename}
 * @param arguments what the lens file says behind the name
 * @param operation what it does
 * @param sentence what it changes, in Markdown, for developers of clients. Where it has operations inside, the sentence ends in a colon
 * @param inner the operations inside of it
 */
public record LensStep(
        String name, StepArguments arguments, Operation operation, String sentence, List<LensStep> inner) {
    public LensStep {
        requireNonNull(name, "name");
        requireNonNull(arguments, "arguments");
        requireNonNull(operation, "operation");
        requireNonNull(sentence, "sentence");
        inner = List.copyOf(inner);
    }

    /** @throws IllegalArgumentException where something is wrong with the operation */
    static LensStep of(ParsedOperation parsed) {
        Operation operation = parsed.operation();
        JsonValue told = new JsonFromYaml(new Problems("")).value(parsed.arguments());
        if (operation == null || told == null) {
            throw new IllegalArgumentException("expected an operation without mistakes, found " + parsed.name());
        }
        StepArguments arguments = new StepArguments(told.asObject());
        return new LensStep(
                parsed.name(),
                arguments,
                operation,
                OperationSentence.of(parsed.name(), arguments),
                parsed.inner().stream().map(LensStep::of).toList());
    }
}
