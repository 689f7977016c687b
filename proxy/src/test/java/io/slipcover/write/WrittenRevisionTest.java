package io.slipcover.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.VersionRange;
import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.JsonObject;
import io.slipcover.question.StoredDocument;
import io.slipcover.report.ClientReports;
import io.slipcover.report.Reports;
import io.slipcover.schema.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of one revision of a batch, by what is known of its base. */
final class WrittenRevisionTest {
    private static final EarlierRevisions FORGETFUL = new EarlierRevisions() {
        @Override
        public KnownLeaves of(String id) {
            return new KnownLeaves();
        }

        @Override
        public boolean hasForgotten(String id) {
            return true;
        }
    };

    private static JsonObject object(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return JsonObject.parse(bytes, 0, bytes.length);
    }

    private static String outcome(Base found) {
        Release release = new Release("1", VersionRange.parse("1.x"), Map.of("note", 1));
        Catalog catalog = Catalog.builder().release(release).build();
        Reports reports = new Reports();
        WritingClient writer = new WritingClient(
                new ReleaseView(catalog, release),
                null,
                new ClientReports(reports, reports.newLoop(), "db", "1"),
                EnvelopeLimits.DEFAULT,
                Integer.MAX_VALUE,
                false,
                null,
                false,
                false,
                new SchemaGuard(Schemas.none()));
        JsonObject written =
                object("{\"_id\":\"a\",\"_rev\":\"2-b\",\"_revisions\":{\"start\":2,\"ids\":[\"b\",\"a\"]}}");
        StringBuilder told = new StringBuilder();
        new WrittenRevision(writer, null, written, null, false, null).decide(found, FORGETFUL, new WriteOutcome() {
            @Override
            public void upgraded(JsonObject document) {
                told.append("upgraded");
            }

            @Override
            public void refused(int status, String error, String reason, WriteReport report) {
                told.append(status);
            }

            @Override
            public void broken(String reason, WriteReport report) {
                told.append("broken");
            }

            @Override
            public void failed(OwnAnswer answer, WriteReport report) {
                told.append(answer.status());
            }
        });
        return told.toString();
    }

    @Test
    void decide_parentThatIsStored_needsNothingThatCameEarlier() {
        StoredDocument parent = StoredDocument.of(object("{\"_id\":\"a\",\"_rev\":\"1-a\"}"));

        assertThat(outcome(new Base.Stored(parent))).isEqualTo("upgraded");
    }

    @Test
    void decide_parentThatMayHaveBeenForgotten_isTooLarge() {
        assertThat(outcome(new Base.Leaves(KnownLeaves.of(List.of())))).isEqualTo("413");
    }
}
