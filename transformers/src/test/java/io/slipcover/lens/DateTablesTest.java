package io.slipcover.lens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class DateTablesTest {
    @Test
    void names_patternsThatAskForSome_standByTheirLetters() {
        assertThat(DateTables.of("d. MMM yyyy 'MMMM' a", "yyyy-MM-dd", null, Locale.GERMAN))
                .hasToString(
                        "{\"names\":{\"MMM\":[\"Jan.\",\"Feb.\",\"März\",\"Apr.\",\"Mai\",\"Juni\",\"Juli\",\"Aug.\",\"Sept.\",\"Okt.\","
                                + "\"Nov.\",\"Dez.\"],\"a\":[\"AM\",\"PM\"]}}");
    }

    @Test
    void zone_oneThatGoesOn_hasRulesForEachYear() {
        String tables = DateTables.of("yyyy-MM-dd", "millis", ZoneId.of("Europe/Berlin"), Locale.ENGLISH)
                .toString();

        assertThat(tables)
                .startsWith("{\"zone\":{\"first\":3208,\"transitions\":[[-2422054408,3600],")
                .endsWith("\"rules\":[[3,25,7,3600,0,3600,7200],[10,25,7,3600,0,7200,3600]]}}");
    }

    @Test
    void zone_oneThatNeverChanges_hasOneOffset() {
        assertThat(DateTables.of("yyyy", "millis", ZoneId.of("+05:30"), Locale.ENGLISH))
                .hasToString("{\"zone\":{\"first\":19800,\"transitions\":[],\"rules\":[]}}");
    }

    @Test
    void tables_formsThatNeedNone_areEmpty() {
        assertThat(DateTables.of("iso8601", "millis", null, Locale.ENGLISH)).hasToString("{}");
    }
}
