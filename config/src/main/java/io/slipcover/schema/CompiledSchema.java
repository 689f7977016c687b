package io.slipcover.schema;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpression;
import io.slipcover.budget.Budget;
import io.slipcover.budget.CountedText;
import io.slipcover.budget.LimitException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A schema as the validator has it. This class alone knows the validator: a program without schemas never loads it.
 *
 * <p>A schema refers to nothing outside of its own file but the meta-schemas, which the validator brings along. Nothing is fetched.
 */
final class CompiledSchema {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String META = "json-schema.org/";
    private static final int MOST = 5;
    private static final String LIMIT = "schema-steps";

    /** How often all patterns together may look at a letter of one document: so often, and besides for each byte of the document. */
    private static final int STEPS = 1_000_000;

    private static final int STEPS_FOR_A_BYTE = 8;

    /** The budget of the look that the thread has at a document. */
    private static final ThreadLocal<Budget> BUDGET = new ThreadLocal<>();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .regularExpressionFactory(CompiledSchema::expression)
                            .build())
                    .schemaLoader(loader -> loader.block(iri -> !iri.toString().contains(META)))
                    .schemaCacheEnabled(false));

    private final String file;
    private final Schema schema;

    private CompiledSchema(String file, Schema schema) {
        this.file = file;
        this.schema = schema;
    }

    /** @throws InvalidSchemaException where the bytes are no schema */
    static CompiledSchema of(String file, byte[] source) throws InvalidSchemaException {
        try {
            JsonNode node = JSON.readTree(source);
            SpecificationVersion dialect =
                    SpecificationVersion.fromSchemaNode(node).orElse(SpecificationVersion.DRAFT_2020_12);
            List<Error> errors = REGISTRY.getSchema(SchemaLocation.of(dialect.getDialectId()))
                    .validate(node);
            if (!errors.isEmpty()) {
                Error first = errors.get(0);
                throw new InvalidSchemaException(
                        "it is no JSON Schema: %s: %s".formatted(first.getInstanceLocation(), first.getMessage()));
            }
            CompiledSchema compiled = new CompiledSchema(file, REGISTRY.getSchema(node));
            compiled.schema.validate(JSON.createObjectNode()); // References that lead nowhere show only now.
            return compiled;
        } catch (IOException | SchemaException | PatternSyntaxException e) {
            throw new InvalidSchemaException("it is no JSON Schema: " + e.getMessage(), e);
        }
    }

    /**
     * The first parts that the document does not match.
     *
     * @param first whether one part is enough, so that the validator keeps no others
     */
    List<SchemaFault> faults(byte[] document, boolean first) {
        List<SchemaFault> faults = new ArrayList<>();
        BUDGET.set(Budget.of(LIMIT, STEPS + STEPS_FOR_A_BYTE * (long) document.length));
        try {
            for (Error error : schema.validate(JSON.readTree(document), context -> context.setFailFast(first))) {
                if (faults.size() < MOST) {
                    String keyword = String.valueOf(error.getKeyword());
                    faults.add(new SchemaFault(file, String.valueOf(error.getEvaluationPath()), keyword));
                }
            }
        } catch (LimitException e) {
            faults.add(new SchemaFault(file, "", "pattern (limit: " + LIMIT + ")"));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Numbers and nesting beyond what the validator takes.
            faults.add(new SchemaFault(file, "", e.getClass().getSimpleName()));
        } finally {
            BUDGET.remove();
        }
        return faults;
    }

    /** An expression that takes a bounded time, whatever string a stranger sends. */
    private static RegularExpression expression(String expression) {
        Pattern pattern = Pattern.compile(expression);
        return text -> {
            Budget budget = BUDGET.get();
            return pattern.matcher(budget == null ? text : new CountedText(text, budget))
                    .find();
        };
    }
}
