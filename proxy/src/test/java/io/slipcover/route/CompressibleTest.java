package io.slipcover.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompressibleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/db/a",
                "/db//a?rev=1-a",
                "/db/_design/a",
                "/db/_all_docs",
                "/db/_all_docs/queries",
                "/db/_changes?feed=continuous",
                "/db/_bulk_get",
                "/db/_bulk_docs",
                "/db/_find",
                "/db/_revs_diff",
                "/db/_design/a/_view/b",
                "/db/_design/a/_view/b/queries",
                "/db/_partition/p/_all_docs",
                "/db/_partition/p/_design/a/_view/b"
            })
    void documents_andWhatIsSaidOfMany_are(String target) {
        assertThat(Compressible.is(Target.parse(target))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/db",
                "/_session",
                "/_users/a",
                "/_users/_all_docs",
                "/_replicator/_changes",
                "/_node/a/_config",
                "/_all_dbs",
                "/_active_tasks",
                "/db/_security",
                "/db/_local/a",
                "/db/a/attachment",
                "/db/a/_all_docs",
                "/db/_design/a/attachment",
                "/db/_design/a/_view",
                "/db/_design/a/_show/b",
                "/db/_design/a/_list/b/c",
                "/db/_design/a/_rewrite/b",
                "/db/_all_docs/b",
                "/db/_index",
                "/db/_partition",
                "/db/_partition/p"
            })
    void rights_andAttachments_areNot(String target) {
        assertThat(Compressible.is(Target.parse(target))).isFalse();
    }
}
