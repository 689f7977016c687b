package io.slipcover.find;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonObject;
import io.slipcover.mango.Selector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchableTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1} | {'a':{'$eq':1}}",
                "{'a':null} | {'a':{'$eq':null}}",
                "{'a':{'$eq':{'b':1}}} | {'a':{'$eq':{'b':1}}}",
                "{'a':{'$eq':{'b':1,'c':2}}} | {'a':{'$exists':true}}",
                "{'a':{'$in':[1,'x',true]}} | {'a':{'$in':[1,'x',true]}}",
                "{'a':{'$in':[1,null]}} | {'$or':[{'a':{'$eq':1}},{'a':{'$eq':null}}]}",
                "{'a':{'$eq':[1,[2]]}} | {'a':{'$exists':true}}",
                "{'a':{'$nin':[null]}} | {'a':{'$exists':true}}",
                "{'$and':[{'a':1},{'$or':[{'b':2},{'c':{'$all':[null]}}]}]}"
                        + " | {'$and':[{'a':{'$eq':1}},{'$or':[{'b':{'$eq':2}},{'c':{'$exists':true}}]}]}"
            })
    void condition_thatCouchDbFailsAt_isWidened(String asked, String sent) {
        Selector selector = Selector.parse(JsonObject.of(asked.replace('\'', '"')));
        assertThat(Searchable.of(selector).toJson().toString()).isEqualTo(sent.replace('\'', '"'));
    }
}
