package io.slipcover.lens;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReconciliationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // base | result | result with the base's spelling
                "{} | {} | {}",
                "{'a':1.0} | {'a':1} | {'a':1.0}",
                "{'a':1.0} | {'a':2} | {'a':2}",
                "{'a':1,'b':2,'c':3} | {'x':0,'c':3,'a':4,'y':0} | {'a':4,'c':3,'x':0,'y':0}",
                "{'\\u0061':1} | {'a':2} | {'\\u0061':2}",
                "{'o':{'a':1.0,'b':2}} | {'o':{'b':3,'a':1}} | {'o':{'a':1.0,'b':3}}",
                "{'o':{ 'a':1.0 }} | {'o':{'a':1}} | {'o':{ 'a':1.0 }}",
                "{'l':[1.0,2.0,3.0]} | {'l':[3,1]} | {'l':[3.0,1.0]}",
                "{'l':[{'a':1.0,'b':1.0},{'a':2.0}]} | {'l':[{'a':2},{'b':2,'a':1}]} | {'l':[{'a':2.0},{'b':2,'a':1}]}",
                "{'l':[{'a':1.0,'b':1.0},{'a':2.0}]} | {'l':[{'b':2,'a':1},{'a':2}]} | {'l':[{'a':1.0,'b':2},{'a':2.0}]}",
                "{'l':[[1.0],[2.0]]} | {'l':[[1],[3]]} | {'l':[[1.0],[3]]}",
                "{'o':{'a':1.0}} | {'o':[1]} | {'o':[1]}",
                // Of duplicate members the last one counts.
                "{'a':1.0,'a':2.0} | {'a':2} | {'a':2.0}",
                "{'a':2.0} | {'a':1,'a':2} | {'a':1,'a':2.0}",
            })
    void keep_spellsLikeTheBase(String base, String result, String expected) {
        JsonObject spelled = JsonObject.of(result.replace('\'', '"'));
        JsonObject kept = JsonObject.of(base.replace('\'', '"'));

        Reconciliation.keep(kept, spelled);

        assertThat(spelled.toString().replace('"', '\'')).isEqualTo(expected);
        assertThat(spelled.sameAs(JsonObject.of(result.replace('\'', '"')))).isTrue();
        assertThat(kept.toString().replace('"', '\'')).isEqualTo(base);
    }
}
