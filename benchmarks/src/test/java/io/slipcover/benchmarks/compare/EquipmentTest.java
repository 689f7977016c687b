package io.slipcover.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EquipmentTest {
    private static final Path SOMEWHERE = Path.of("/usr/bin/something");

    @Test
    void missing_ofMachineWithEverything_isNothing() {
        Equipment equipment = new Equipment(
                Path.of("."),
                Map.of(
                        Tool.NGINX, SOMEWHERE,
                        Tool.LUA, SOMEWHERE,
                        Tool.WRK, SOMEWHERE,
                        Tool.NODE, SOMEWHERE,
                        Tool.GATEWAY, SOMEWHERE,
                        Tool.JDK_25, SOMEWHERE,
                        Tool.COUCHDB, SOMEWHERE));

        assertThat(equipment.missing(List.of(Load.values()), List.of(Candidate.values())))
                .isEmpty();
    }

    @Test
    void missing_tellsWhatIsSkippedAndHowToGetIt() {
        Equipment equipment = new Equipment(Path.of("."), Map.of(Tool.NGINX, SOMEWHERE, Tool.WRK, SOMEWHERE));

        assertThat(equipment.missing(
                        List.of(Load.GET, Load.BULK_DOCS),
                        List.of(Candidate.DIRECT, Candidate.NGINX_LUA, Candidate.NODE)))
                .containsExactly(
                        "nginx's Lua module with cjson is not here, so these are skipped: bulk-docs, nginx-lua. To get it: "
                                + "apt-get install libnginx-mod-http-lua lua-cjson",
                        "Node with npm is not here, so these are skipped: node. To get it: apt-get install nodejs npm");
    }

    @Test
    void missing_whatNobodyAskedFor_isNotTold() {
        Equipment equipment = new Equipment(Path.of("."), Map.of(Tool.NGINX, SOMEWHERE));

        assertThat(equipment.missing(List.of(Load.CHANGES), List.of(Candidate.DIRECT, Candidate.SLIPCOVER_1)))
                .isEmpty();
    }
}
