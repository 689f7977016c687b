package io.slipcover.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DesignFunctionsTest {
    private static final Map<String, String> OTHERS = Map.of("app", "app v3", "é", "e");

    @ParameterizedTest
    @CsvSource({
        "/d/_design/app/_view/x?key=%22app%22,                 /d/_design/app%20v3/_view/x?key=%22app%22",
        "/d//%5fdesign/a%70p/_view/x,                          /d//%5fdesign/app%20v3/_view/x",
        "/d/_design/%C3%A9/_view/x,                            /d/_design/e/_view/x",
        "/d/_design/b/_view/app,                               /d/_design/b/_view/app",
        "/d/_design/app,                                       /d/_design/app",
        "/d/_design/app/logo.png,                              /d/_design/app/logo.png",
        "/d/_partition/p/_design/app/_view/x,                  /d/_partition/p/_design/app%20v3/_view/x",
        "/d/_design/app/_list/l/app/v,                         /d/_design/app%20v3/_list/l/app%20v3/v",
        "/d/_design/b/_list/l/app/v,                           /d/_design/b/_list/l/app%20v3/v",
        "/d/_design/b/_list/app/v,                             /d/_design/b/_list/app/v",
        "/d/_changes?filter=app/f&since=0,                     /d/_changes?filter=app%2520v3%2Ff&since=0",
        "/d/_changes?since=0;FIL%54ER=a%2570p%2f%C3%A9,        /d/_changes?since=0;FIL%54ER=app%2520v3%2F%C3%A9",
        "/d/_changes?filter=%C3%A9/f,                          /d/_changes?filter=e%2Ff",
        "/d/_changes?filter=%25C3%25A9/a%2520b,                /d/_changes?filter=e%2Fa%2520b",
        "/d/_changes?filter=b/app,                             /d/_changes?filter=b/app",
        "/d/_changes?filter=_view&view=app/v,                  /d/_changes?filter=_view&view=app%2520v3%2Fv",
        "/d/_changes?filter=b/f&view=app/v,                    /d/_changes?filter=b/f&view=app/v",
        "/d/_changes?filter=_doc_ids&doc_ids=%5B%22app%22%5D,  /d/_changes?filter=_doc_ids&doc_ids=%5B%22app%22%5D",
        "/d/doc?filter=app/f,                                  /d/doc?filter=app/f"
    })
    void renamed_namesTheOtherDesignDocument(String raw, String renamed) {
        assertThat(DesignFunctions.renamed(raw, Target.parse(raw), name -> OTHERS.getOrDefault(name, name)))
                .isEqualTo(renamed.replace("%2520", "%2520"));
    }

    @Test
    void filter_isShownWithoutWhatCouldBreakALine() {
        assertThat(DesignFunctions.filter(Target.parse("/d/_changes?filter=a%0Ab/%25C3%25A9")))
                .hasToString("a%0Ab/%C3%A9");
        assertThat(DesignFunctions.filter(Target.parse("/d/_changes?filter=_design")))
                .isNull();
        assertThat(DesignFunctions.filter(Target.parse("/d/_changes?filter="))).isNull();
    }

    @Test
    void filter_ofManySlashes_isReadInOneGo() {
        String slashes = "/".repeat(1 << 20); // It would take hours otherwise.
        assertThat(DesignFunctions.filter(
                        Target.parse("/d/_changes?filter=" + slashes + "a" + slashes + "b" + slashes)))
                .hasToString("a/b");
        assertThat(DesignFunctions.filter(Target.parse("/d/_changes?filter=a" + slashes + "b/c")))
                .isNull();
    }
}
