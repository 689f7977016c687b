package io.slipcover.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.benchmarks.SampleSchema.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The way back as one writes it without a library for it: what the client was not shown is taken from the base. */
final class PutByHand {
    private final List<StepUp> steps = new ArrayList<>();

    /** A step, and the newer version's values by the older one's. */
    private record StepUp(Step step, Map<String, String> values) {}

    PutByHand(int versions) {
        for (Step step : SampleSchema.stepsDown(versions)) {
            Map<String, String> values = new HashMap<>();
            step.values().forEach((newer, older) -> values.put(older, newer));
            steps.add(0, new StepUp(step, values));
        }
    }

    void put(ObjectNode base, ObjectNode written) {
        for (StepUp up : steps) {
            Step step = up.step();
            JsonNode renamed = written.remove(step.renamedTo());
            if (renamed != null) {
                written.set(step.renamed(), renamed);
            }
            JsonNode dropped = base.get(step.dropped());
            if (dropped != null) {
                written.set(step.dropped(), dropped);
            }
            JsonNode value = written.get(step.converted());
            if (value != null) {
                written.put(step.converted(), up.values().get(value.textValue()));
            }
        }
        written.put("version", SampleSchema.NEWEST);
    }
}
