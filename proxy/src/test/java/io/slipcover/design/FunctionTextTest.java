package io.slipcover.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FunctionTextTest {
    /** The column behind is empty where the function is the whole text. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            function (doc) { emit(1); }                           | function (doc) { emit(1); }                 | ~~ | ~~
            function (doc) { emit(1); };                          | function (doc) { emit(1); }                 | ~~ | ~~
            function (doc) { emit(1); } // why                    | function (doc) { emit(1); } // why          | ~~ | ~~
            /* why */ function (doc) {}; // why                   | /* why */ function (doc) {}                 | ~~ | ~~
            (function (doc) { emit(1); })                         | (function (doc) { emit(1); })               | ~~ | ~~
            function map(doc) { emit(1); }                        | function map(doc) { emit(1); }              | ~~ | ~~
            doc => emit(1)                                        | doc => emit(1)                              | ~~ | ~~
            (doc, req) => { return 1; };                          | (doc, req) => { return 1; }                 | ~~ | ~~
            map = function (doc) {}                               | map = function (doc) {}                     | ~~ | ~~
            function (doc) {} .bind(1)                            | function (doc) {} .bind(1)                  | ~~ | ~~
            function (d) { return /[}/]{"/.test(d); }             | function (d) { return /[}/]{"/.test(d); }   | ~~ | ~~
            function (d) { if (d) /"/.exec(d); }                  | function (d) { if (d) /"/.exec(d); }        | ~~ | ~~
            function (d) { return d.a / 2 + '}' / 1; }            | function (d) { return d.a / 2 + '}' / 1; }  | ~~ | ~~
            function (d) { return `}${ {a: `}`}.a }{`; }          | function (d) { return `}${ {a: `}`}.a }{`; }| ~~ | ~~
            function (d) { return "\\"}" + '\\\\'; }              | function (d) { return "\\"}" + '\\\\'; }    | ~~ | ~~
            var x = 1; function (doc) { emit(x); }                | function (doc) { emit(x); }                 | ~var x = 1; ~ | ~~
            function h() {} function (doc) { h(); }               | function (doc) { h(); }                     | ~function h() {} ~ | ~~
            function (doc) { h(); } function h() {}               | function (doc) { h(); }                     | ~~ | ~ function h() {}~
            function (doc) { h(); }; var h = function () {};      | function (doc) { h(); }                     | ~~ | ~; var h = function () {};~
            "use strict"; function (doc) {}                       | function (doc) {}                           | ~"use strict"; ~ | ~~
            var f = function (doc) {}; f                          | f                                           | ~var f = function (doc) {}; ~ | ~~
            """)
    void parse_findsTheFunction(String text, String function, String before, String behind) {
        assertThat(FunctionText.parse(text)).isEqualTo(new FunctionText(before, function, behind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"var x = 1\nfunction (doc) {}", "function h() {}\n\nfunction (doc) {}\n"})
    void parse_statementsWithoutSemicolon_areApart(String text) {
        assertThat(FunctionText.parse(text).function()).isEqualTo("function (doc) {}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                             | expected a function
            // nothing                     | expected a function
            var f = function (doc) {};     | expected a function
            function a() {} function b() {}| expected a function
            function (doc) { emit(1);      | '{' has no end
            function (doc) { emit(1)) }    | ')' has no beginning
            function (doc) { emit(1] }     | ']' has no beginning
            function (doc) { return "a }   | a string has no end
            function (doc) { return /a }   | a regular expression has no end
            function (doc) { return `a }   | a template has no end
            function (doc) { return `${a } | a template has no end
            function (doc) { /* return }   | a comment has no end
            """)
    void parse_whatIsNoFunction_isRefused(String text, String reason) {
        assertThatThrownBy(() -> FunctionText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[[", "`${", "function", "/", "\\", "'\\", "`\\", "/\\", "/[", "0", "=>", ";", ")"})
    void parse_anything_endsOrIsRefused(String text) {
        for (String all : new String[] {text, text.repeat(1_000)}) {
            try {
                FunctionText.parse(all);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("index");
            }
        }
    }
}
