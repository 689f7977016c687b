package io.slipcover.benchmarks;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipcover.benchmarks.SampleSchema.Step;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The change as expressions of JSONata, one for each version. */
final class JsonataChange implements DocumentChange {
    private final ObjectMapper mapper = new ObjectMapper();
    private final List<Jsonata> expressions;

    JsonataChange(int versions) {
        expressions = SampleSchema.stepsDown(versions).stream()
                .map(JsonataChange::expression)
                .toList();
    }

    private static Jsonata expression(Step step) {
        String values = step.values().entrySet().stream()
                .map(value -> "\"%s\":\"%s\"".formatted(value.getKey(), value.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return Jsonata.jsonata("$ ~> |$|{\"version\":%d,\"%s\":%s,\"%s\":$lookup(%s,%s)},[\"%s\",\"%s\"]|"
                .formatted(
                        step.older(),
                        step.renamedTo(),
                        step.renamed(),
                        step.converted(),
                        values,
                        step.converted(),
                        step.renamed(),
                        step.dropped()));
    }

    @Override
    public void write(byte[] document, Output out) throws IOException {
        Object tree = mapper.readValue(document, Object.class);
        for (Jsonata expression : expressions) {
            tree = expression.evaluate(tree);
        }
        mapper.writeValue(out, tree);
    }
}
