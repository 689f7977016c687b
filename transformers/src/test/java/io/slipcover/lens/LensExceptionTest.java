package io.slipcover.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipcover.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LensExceptionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'convert':{'name':'status','pairs':[[1,2]]}} | {'status':'secret'} | convert status | no pair for the value",
                "{'convert':{'name':'n','multiply':2}} | {'n':'secret'} | convert n | n is expected to be a number or null",
                "{'convert':{'name':'n','codec':'string-number'}} | {'n':'secret'} | convert n | n is expected to be a string with a JSON number of at most 1,000 digits, 40 with an exponent or null",
                "{'head':{'name':'n'}} | {'n':'secret'} | head n | n is expected to be an array",
                "{'split':{'name':'n','into':['a','b'],'separator':' '}} | {'n':['secret']} | split n | n is expected to be a string or null",
                "{'in':{'name':'o','lens':[{'head':{'name':'n'}}]}} | {'o':{'n':'secret'}} | in o, head n | n is expected to be an array",
                "{'in':{'name':'o','lens':[{'map':{'lens':[]}}]}} | {'o':['secret']} | in o[0], map | an element is expected to be an object or null",
                "{'in':{'name':'o','lens':[{'map':{'lens':[{'jsonata':{'forward':'$error(a)','backward':'$'}}]}}]}} | {'o':[null,{'a':'secret'}]} | in o[1], jsonata | the expression failed",
                "{'jsonata':{'forward':'$error(a)','backward':'$'}} | {'a':'secret'} | jsonata | the expression failed",
                "{'java':{'class':'io.slipcover.lens.Telltale'}} | {'a':'secret'} | java io.slipcover.lens.Telltale | the class refused it",
            })
    void discreetReason_namesNoValue(String operation, String document, String where, String discreetReason) {
        LensException refusal = catchThrowableOfType(
                LensException.class,
                () -> OperationReader.read(operation.replace('\'', '"'))
                        .forward(JsonObject.of(document.replace('\'', '"'))));

        assertThat(refusal.operation()).isEqualTo(where);
        assertThat(refusal.discreetReason()).isEqualTo(discreetReason);
        assertThat(refusal.reason()).contains("secret");
        assertThat(refusal).hasMessage(where + ": " + refusal.reason());
        assertThat(refusal.getStackTrace()).isEmpty();
    }
}
