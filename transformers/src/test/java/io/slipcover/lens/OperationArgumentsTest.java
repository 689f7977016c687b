package io.slipcover.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slipcover.json.JsonName;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What constructors refuse, and what operations tell of themselves. */
final class OperationArgumentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'rename':{'source':'a','destination':'a'}} | source and destination are the same member, a",
                "{'hoist':{'host':'a','name':'a'}} | host and name are the same member, a",
                "{'plunge':{'host':'a','name':'a'}} | host and name are the same member, a",
                "{'convert':{'name':'a','pairs':[]}} | pairs is empty",
                "{'convert':{'name':'a','pairs':[{}]}} | a pair has a member on neither side",
                "{'convert':{'name':'a','multiply':0}} | multiply is 0, which has no way back",
                "{'convert':{'name':'a','multiply':60}} | multiply is 60, which has a prime factor other than 2 and 5, so that dividing by it is not exact",
                "{'convert':{'name':'a','multiply':0.3}} | multiply is 0.3, which has a prime factor other than 2 and 5, so that dividing by it is not exact",
                "{'convert':{'name':'a','multiply':1e101}} | multiply has more than 100 digits, or an exponent beyond that",
                "{'convert':{'name':'a','multiply':1e-99999999999999999999}} | multiply has more than 100 digits, or an exponent beyond that",
                "{'nest':{'host':'a','names':[]}} | names is empty",
                "{'nest':{'host':'a','names':['b','a']}} | names and host are the same member, a",
                "{'nest':{'host':'a','names':['x_b'],'prefix':'x_b'}} | names has 'x_b', expected names that begin with 'x_b'",
                "{'unnest':{'host':'a','matching':'b('}} | found 'b(', which is no regular expression: missing ) at 2",
                "{'nest':{'host':'a','matching':'(b)\\\\1'}} | found '(b)\\1', and Slipcover does not know back-references, here \\1",
                "{'when':{'equals':{'a':1},'lens':[{'nest':{'host':'b','except':['c']}}]}} | the lens changes 'a', which tells what the lens is for",
                "{'from-entries':{'name':'a','key':'k','value':'k'}} | key and value are the same member, k",
                "{'split':{'name':'a','into':['b'],'separator':' '}} | into names 1 member, expected two or more",
                "{'split':{'name':'a','into':[],'separator':' '}} | into names 0 members, expected two or more",
                "{'split':{'name':'a','into':['b','b'],'separator':' '}} | into names b twice",
                "{'split':{'name':'a','into':['b','a'],'separator':' '}} | into and name are the same member, a",
                "{'split':{'name':'a','into':['b','c'],'separator':''}} | separator is empty",
                "{'join':{'names':['b'],'into':'a','separator':' '}} | names names 1 member, expected two or more",
                "{'join':{'names':['b','a'],'into':'a','separator':' '}} | names and into are the same member, a",
                "{'join':{'names':['b','c'],'into':'a','separator':''}} | separator is empty",
                "{'in':{'name':'a','lens':[{'map':{'as':'b','lens':[{'rename':{'source':'b','destination':'c'}}]}}]}} | the lens leaves an element with 'c', expected 'b' alone",
                "{'in':{'name':'a','lens':[{'map':{'as':'b','lens':[{'add':{'name':'c','default':1}}]}}]}} | the lens leaves an element with 'b' and 'c', expected 'b' alone",
                "{'in':{'name':'a','lens':[{'map':{'as':'b','lens':[{'copy':{'source':'b','destination':'c'}}]}}]}} | the lens leaves an element with 'b' and 'c', expected 'b' alone",
                "{'in':{'name':'a','lens':[{'map':{'as':'b','values':true,'lens':[{'remove':{'name':'b'}}]}}]}} | the lens leaves an element with nothing, expected 'b' alone",
                "{'in':{'name':'a','lens':[{'map':{'as':'b','lens':[{'plunge':{'host':'h','name':'b'}}]}}]}} | the lens leaves an element with 'h', expected 'b' alone",
                "{'in':{'name':'a','lens':[{'map':{'as':'b','key':'c','lens':[]}}]}} | key is for elements that are objects, and so without 'as'",
                "{'everywhere':{'lens':[]}} | expected 'equals', 'has', 'lacks' or 'in', with a member at least",
                "{'everywhere':{'has':['a'],'lens':[{'rename':{'source':'b','destination':'a'}}]}} | the lens changes 'a', which tells what the lens is for",
                "{'everywhere':{'has':['a'],'lens':[{'copy':{'source':'b','destination':'c'}}]}} | copy would copy what is in an object, and the copies in it, once more for each object around it",
                "{'everywhere':{'has':['a'],'lens':[{'in':{'name':'b','lens':[{'jsonata':{'forward':'$','backward':'$'}}]}}]}} | jsonata, java and everywhere look at all that is in an object, and would do so once more for each object around it",
                "{'everywhere':{'has':['a'],'lens':[{'everywhere':{'has':['b'],'lens':[]}}]}} | jsonata, java and everywhere look at all that is in an object, and would do so once more for each object around it",
                "{'everywhere':{'has':['a'],'lens':[{'remove':{'name':'b','default':[{'a':1}]}}]}} | the way back brings [{\"a\":1}], in which there is an object that the lens is for again, without an end",
                "{'when':{'equals':{'meta':{'a':1}},'lens':[{'when':{'has':['b'],'lens':[{'everywhere':{'has':['tag'],'lens':[{'rename':{'source':'title','destination':'name'}}]}}]}}]}} | the lens changes 'meta', which tells what the lens is for",
                "{'convert':{'name':'d','date':{'older':'yyyy-MM-dd','newer':'dd.MM.yy'}}} | newer: two digits of a year do not tell the century; expected yyyy, found 'dd.MM.yy'",
                "{'everywhere':{'has':['a'],'lens':[{'convert':{'name':'b','pairs':[[{'a':1},2]]}}]}} | the way back brings {\"a\":1}, in which there is an object that the lens is for again, without an end",
                "{'everywhere':{'lacks':['a'],'lens':[{'hoist':{'host':'b','name':'c'}}]}} | the way back makes objects that the lens is for again, without an end; expected 'has' or 'equals', too",
                "{'when':{'equals':{'a':{}},'lens':[{'everywhere':{'has':['b'],'lens':[]}}]}} | the lens changes 'a', which tells what the lens is for",
                "{'jsonata':{'forward':'{','backward':'$'}} | forward is no expression: Expected \":\" before end of expression at character 1",
                "{'jsonata':{'forward':'$','backward':'a ) b'}} | backward is no expression: Syntax error: \")\" at character 3",
            })
    void constructor_argumentsThatCannotWork(String operation, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OperationReader.read(operation.replace('\'', '"')))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // operation | needs a base | older names | newer names
                "{'rename':{'source':'a','destination':'b'}} | false | a | b",
                "{'add':{'name':'a','default':1}} | true | '' | a",
                "{'remove':{'name':'a','default':1}} | true | a | ''",
                "{'convert':{'name':'a','pairs':[[1,2],[2,3]]}} | false | a | a",
                "{'convert':{'name':'a','pairs':[[1,2],[2,2]]}} | false | a | a",
                "{'convert':{'name':'a','pairs':[[1,2],[1.0,3]]}} | true | a | a",
                "{'convert':{'name':'a','pairs':[[1,2],[2,3]],'otherwise':[1,2]}} | true | a | a",
                "{'convert':{'name':'a','pairs':[{'older':1,'newer':2},{'older':2}]}} | false | a | a",
                "{'convert':{'name':'a','pairs':[{'newer':2}]}} | true | a | a",
                "{'convert':{'name':'a','pairs':[{'newer':2},{'older':1}]}} | false | a | a",
                "{'convert':{'name':'a','multiply':100}} | false | a | a",
                "{'convert':{'name':'a','codec':'number-string'}} | true | a | a",
                "{'convert':{'name':'a','codec':'string-number'}} | false | a | a",
                "{'convert':{'name':'a','codec':'iso8601-millis'}} | false | a | a",
                "{'convert':{'name':'a','codec':'millis-iso8601'}} | true | a | a",
                "{'convert':{'name':'a','date':{'older':'millis','newer':'seconds'}}} | true | a | a",
                "{'convert':{'name':'a','trim':true}} | true | a | a",
                "{'convert':{'name':'a','codec':'string-number','mixed':true}} | false | a | a",
                "{'split':{'name':'a','into':['b','c'],'separator':' ','mixed':true}} | true | a | b c",
                "{'everywhere':{'has':['k'],'lens':[{'rename':{'source':'a','destination':'b'}}]}} | false | a | b",
                "{'everywhere':{'has':['k'],'lens':[{'add':{'name':'a','default':1}}]}} | true | '' | a",
                "{'in':{'name':'a','lens':[{'map':{'values':true,'lens':[{'add':{'name':'b','default':1}}]}}]}} | true | a | a",
                "{'in':{'name':'a','lens':[{'map':{'as':'v','lens':[{'convert':{'name':'v','multiply':2}}]}}]}} | false | a | a",
                "{'hoist':{'host':'a','name':'b'}} | true | a | a b",
                "{'plunge':{'host':'a','name':'b'}} | false | a b | a",
                "{'wrap':{'name':'a'}} | true | a | a",
                "{'wrap':{'name':'a','mixed':true}} | false | a | a",
                "{'head':{'name':'a'}} | false | a | a",
                "{'head':{'name':'a','mixed':true}} | false | a | a",
                "{'nest':{'host':'a','names':['b','c']}} | false | a b c | a b c",
                "{'nest':{'host':'a','except':['b','c']}} | false | a | a",
                "{'unnest':{'host':'a','matching':'b'}} | true | a | a",
                "{'from-entries':{'name':'a','key':'k'}} | false | a | a",
                "{'to-entries':{'name':'a','key':'k'}} | true | a | a",
                "{'to-flags':{'name':'a'}} | true | a | a",
                "{'from-flags':{'name':'a'}} | true | a | a",
                "{'split':{'name':'a','into':['b','c'],'separator':' '}} | true | a | b c",
                "{'join':{'names':['b','c'],'into':'a','separator':' '}} | false | b c | a",
                "{'in':{'name':'a','lens':[{'add':{'name':'b','default':1}}]}} | true | a | a",
                "{'in':{'name':'a','lens':[{'head':{'name':'b'}}]}} | false | a | a",
                "{'in':{'name':'a','lens':[{'map':{'lens':[{'wrap':{'name':'b'}}]}}]}} | true | a | a",
                "{'in':{'name':'a','lens':[{'map':{'lens':[{'head':{'name':'b'}}]}}]}} | false | a | a",
                "{'jsonata':{'forward':'$','backward':'$'}} | true | '' | ''",
                "{'java':{'class':'io.slipcover.lens.Shouting'}} | true | '' | ''",
            })
    void operation_tellsOfItself(String json, boolean needsBase, String older, String newer) {
        Operation operation = OperationReader.read(json.replace('\'', '"'));

        assertThat(operation.needsBase()).isEqualTo(needsBase);
        assertThat(operation.olderNames()).containsExactlyInAnyOrderElementsOf(names(older));
        assertThat(operation.newerNames()).containsExactlyInAnyOrderElementsOf(names(newer));
    }

    private static List<JsonName> names(String names) {
        return names.isEmpty()
                ? List.of()
                : List.of(names.split(" ")).stream().map(JsonName::of).toList();
    }
}
