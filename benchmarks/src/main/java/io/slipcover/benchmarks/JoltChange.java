package io.slipcover.benchmarks;

import com.bazaarvoice.jolt.Chainr;
import com.bazaarvoice.jolt.JsonUtil;
import com.bazaarvoice.jolt.JsonUtils;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipcover.benchmarks.SampleSchema.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The change as a chain of Jolt: for each version what to remove, what to move, and the version's number. */
final class JoltChange implements DocumentChange {
    private final JsonUtil json = JsonUtils.customJsonUtil(new ObjectMapper());
    private final Chainr chain;

    JoltChange(int versions) {
        List<Object> operations = new ArrayList<>();
        SampleSchema.stepsDown(versions).forEach(step -> operations.addAll(operations(step)));
        chain = Chainr.fromSpec(operations);
    }

    private static List<Object> operations(Step step) {
        Map<String, Object> values = new LinkedHashMap<>();
        step.values().forEach((newer, older) -> values.put(newer, Map.of("#" + older, step.converted())));
        Map<String, Object> moved = new LinkedHashMap<>();
        moved.put(step.renamed(), step.renamedTo());
        moved.put(step.converted(), values);
        moved.put("*", "&");
        return List.of(
                operation("remove", Map.of(step.dropped(), "", "version", "")),
                operation("shift", moved),
                operation("default", Map.of("version", step.older())));
    }

    private static Map<String, Object> operation(String name, Object spec) {
        return Map.of("operation", name, "spec", spec);
    }

    @Override
    public void write(byte[] document, Output out) throws IOException {
        Object tree = json.jsonToObject(new ByteArrayInputStream(document));
        out.write(json.toJsonString(chain.transform(tree)).getBytes(StandardCharsets.UTF_8));
    }
}
