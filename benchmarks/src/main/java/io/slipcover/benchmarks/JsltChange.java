package io.slipcover.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import io.slipcover.benchmarks.SampleSchema.Step;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/** The change as expressions of JSLT, one for each version. */
final class JsltChange implements DocumentChange {
    private final ObjectMapper mapper = new ObjectMapper();
    private final List<Expression> expressions;

    JsltChange(int versions) {
        expressions = SampleSchema.stepsDown(versions).stream()
                .map(JsltChange::expression)
                .toList();
    }

    private static Expression expression(Step step) {
        StringBuilder converted = new StringBuilder();
        step.values()
                .forEach((newer, older) ->
                        converted.append("if (.%s == \"%s\") \"%s\" else ".formatted(step.converted(), newer, older)));
        String text = "{\"version\":%d,\"%s\":.%s,\"%s\":%s null,* - version,%s,%s,%s:.}"
                .formatted(
                        step.older(),
                        step.renamedTo(),
                        step.renamed(),
                        step.converted(),
                        converted,
                        step.renamed(),
                        step.dropped(),
                        step.converted());
        // Without a filter of its own it would drop what is null or empty.
        return new Parser(new StringReader(text)).withObjectFilter("true").compile();
    }

    @Override
    public void write(byte[] document, Output out) throws IOException {
        JsonNode tree = mapper.readTree(document);
        for (Expression expression : expressions) {
            tree = expression.apply(tree);
        }
        mapper.writeValue(out, tree);
    }
}
