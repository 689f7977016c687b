package io.slipcover.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.benchmarks.SampleSchema.Step;
import java.util.List;
import java.util.function.Consumer;

/** The change as one writes it without a library for it: version by version, on Jackson's tree. */
final class ChangeByHand implements Consumer<ObjectNode> {
    private final List<Step> steps;

    ChangeByHand(int versions) {
        steps = SampleSchema.stepsDown(versions);
    }

    @Override
    public void accept(ObjectNode document) {
        for (Step step : steps) {
            JsonNode value = document.get(step.converted());
            if (value != null) {
                document.put(step.converted(), step.values().get(value.textValue()));
            }
            document.remove(step.dropped());
            JsonNode renamed = document.remove(step.renamed());
            if (renamed != null) {
                document.set(step.renamedTo(), renamed);
            }
            document.put("version", step.older());
        }
    }
}
