package io.slipcover.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CouchServerTest {
    @Test
    void start_nothingOffered_saysWhatToInstall() {
        assertThatThrownBy(() -> CouchServer.start(List.of(new ConfiguredServer(null)), null))
                .hasMessageContaining("install Node")
                .hasMessageContaining("COUCHDB_URL");
    }

    @Test
    void start_unknownKind_namesTheKnownOnes() {
        assertThatThrownBy(() -> CouchServer.start(Candidate.inOrder(), "couchdb"))
                .hasMessageContaining("found 'couchdb', expected one of url, installed, container, express-pouchdb");
    }

    @Test
    void start_kindThatIsNotHere_takesNoOther(@TempDir Path empty) {
        assertThatThrownBy(() ->
                        CouchServer.start(List.of(new InstalledCouchDb(empty), new ExpressPouchDb()), "installed"))
                .hasMessage("SLIPCOVER_TEST_SERVER: this machine has no 'installed'");
    }

    @Test
    void start_addressWithoutHost_isRefused() {
        ConfiguredServer configured = new ConfiguredServer("localhost");
        assertThatThrownBy(configured::start).hasMessageContaining("COUCHDB_URL: found 'localhost'");
    }

    @Test
    void start_nobodyAtTheAddress_isRefused() {
        // Port 1 is reserved, and nobody listens there.
        ConfiguredServer configured = new ConfiguredServer("http://127.0.0.1:1");
        assertThatThrownBy(configured::start).hasMessageContaining("http://127.0.0.1:1/");
    }

    @Test
    void of_noHomeGiven_looksWherePackagesPutIt() {
        assertThat(InstalledCouchDb.of(null).home()).isEqualTo(Path.of("/opt/couchdb"));
        assertThat(InstalledCouchDb.of("").home()).isEqualTo(Path.of("/opt/couchdb"));
        assertThat(InstalledCouchDb.of("/srv/couchdb").home()).isEqualTo(Path.of("/srv/couchdb"));
    }
}
