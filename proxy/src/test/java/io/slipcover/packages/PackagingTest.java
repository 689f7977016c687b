package io.slipcover.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files from which packages, images and clusters are made, as far as they can be held to each other without Docker or Kubernetes. */
final class PackagingTest {
    private static final Path PACKAGING = Path.of("../packaging");
    private static final int NOBODY_ELSE = 65985;

    /** What requests that are under way may take after SIGTERM, and a little. */
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private static final Map<String, String> IN_A_CONTAINER =
            Map.of("LISTEN", "0.0.0.0:5985", "COUCHDB_URL", "http://couchdb:5984");

    @TempDir
    private Path folder;

    private static String read(String file) throws IOException {
        return Files.readString(PACKAGING.resolve(file));
    }

    private static List<Node> documents(String file) throws IOException {
        List<Node> documents = new ArrayList<>();
        new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
                .loadAllFromString(read(file))
                .forEach(document -> documents.add(new Node(document)));
        return documents;
    }

    private static Node document(String file, String kind) throws IOException {
        return documents(file).stream()
                .filter(document -> document.text("kind").equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void configurationOfThePackage_servesWhereThePackageSays() {
        Configuration alone = Configuration.load(PACKAGING.resolve("etc/slipcover.yaml"), Map.of());
        Configuration contained = Configuration.load(PACKAGING.resolve("etc/slipcover.yaml"), IN_A_CONTAINER);

        assertThat(alone.warnings()).isEmpty();
        assertThat(alone.settings().listen()).hasToString("127.0.0.1:5985");
        assertThat(contained.settings().listen()).hasToString("0.0.0.0:5985");
        assertThat(contained.settings().upstreams()).hasToString("[http://couchdb:5984]");
    }

    @Test
    void configurationForKubernetes_isSound() throws IOException {
        Files.createDirectory(folder.resolve("lenses"));
        for (Node map : documents("kubernetes/configuration.yaml")) {
            boolean lenses = map.at("metadata").text("name").endsWith("lenses");
            for (Map.Entry<?, ?> file : map.at("data").members().entrySet()) {
                Path folderOfFile = lenses ? folder.resolve("lenses") : folder;
                Files.writeString(
                        folderOfFile.resolve(file.getKey().toString()),
                        file.getValue().toString());
            }
        }

        Configuration read = Configuration.load(folder.resolve("slipcover.yaml"), IN_A_CONTAINER);

        assertThat(read.warnings()).isEmpty();
        assertThat(read.catalog().releases()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes/deployment.yaml:Deployment", "kubernetes/sidecar.yaml:StatefulSet"})
    void pod_probesPrivilegesAndMounts_fitTheProgram(String fileAndKind) throws IOException {
        String file = fileAndKind.substring(0, fileAndKind.indexOf(':'));
        Node set = document(file, fileAndKind.substring(fileAndKind.indexOf(':') + 1));
        Node pod = set.at("spec", "template", "spec");
        Node slipcover = pod.at("containers").elements().stream()
                .filter(container -> container.text("name").equals("slipcover"))
                .findFirst()
                .orElseThrow();

        assertThat(set.at("spec", "selector", "matchLabels").members())
                .isEqualTo(set.at("spec", "template", "metadata", "labels").members());
        assertThat(document(file, "Service").at("spec", "selector").members())
                .isEqualTo(set.at("spec", "selector", "matchLabels").members());
        assertThat(document(file, "Service")
                        .at("spec", "ports")
                        .elements()
                        .get(0)
                        .text("targetPort"))
                .isEqualTo(slipcover.at("ports").elements().get(0).text("name"));
        assertThat(slipcover.at("readinessProbe", "httpGet").members())
                .isEqualTo(Map.of("path", "/_up", "port", "http"));
        assertThat(slipcover.at("livenessProbe", "tcpSocket").text("port")).isEqualTo("http");
        assertThat(slipcover.at("startupProbe", "tcpSocket").text("port")).isEqualTo("http");
        assertThat(Duration.ofSeconds(Long.parseLong(pod.text("terminationGracePeriodSeconds"))))
                .isGreaterThan(DRAIN.plusSeconds(Long.parseLong(
                        slipcover.at("lifecycle", "preStop", "sleep").text("seconds"))));
        Node privileges = slipcover.at("securityContext");
        assertThat(privileges.text("runAsUser")).isEqualTo(Integer.toString(NOBODY_ELSE));
        assertThat(privileges.text("runAsNonRoot")).isEqualTo("true");
        assertThat(privileges.text("readOnlyRootFilesystem")).isEqualTo("true");
        assertThat(privileges.text("allowPrivilegeEscalation")).isEqualTo("false");
        for (Node mount : slipcover.at("volumeMounts").elements()) {
            assertThat(pod.at("volumes").elements())
                    .extracting(volume -> volume.text("name"))
                    .contains(mount.text("name"));
        }
        assertThat(slipcover.at("volumeMounts").elements())
                .extracting(mount -> mount.text("mountPath"))
                .contains("/etc/slipcover", "/etc/slipcover/lenses", "/tmp");
    }

    @Test
    void compose_twoServices_clientsReachSlipcoverAlone() throws IOException {
        Node services = documents("compose.yaml").get(0).at("services");
        Node couch = services.at("couchdb");
        Node slipcover = services.at("slipcover");

        assertThat(couch.text("image")).startsWith("couchdb:3");
        assertThat(couch.members().containsKey("ports")).isFalse();
        assertThat(slipcover.at("ports").value()).isEqualTo(List.of("127.0.0.1:5985:5985"));
        assertThat(slipcover.at("environment").text("COUCHDB_URL")).isEqualTo("http://couchdb:5984");
        assertThat(slipcover.at("depends_on", "couchdb").text("condition")).isEqualTo("service_healthy");
        assertThat(slipcover.text("build")).isEqualTo(".");
        assertThat(Files.isRegularFile(PACKAGING.resolve("etc/slipcover.yaml"))).isTrue();
        assertThat(Duration.parse("PT" + slipcover.text("stop_grace_period").toUpperCase(Locale.ROOT)))
                .isGreaterThan(DRAIN);
    }

    @Test
    void dockerfile_read_endsAsNobody_andAsksForItsHealthByItself() throws IOException {
        List<String> instructions = read("Dockerfile")
                .replace("\\\n", " ")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();

        assertThat(instructions)
                .allMatch(line -> line.matches("(FROM|RUN|COPY|ENV|EXPOSE|USER|HEALTHCHECK|ENTRYPOINT|CMD) .*"));
        assertThat(instructions.get(0)).startsWith("FROM debian:12");
        assertThat(last(instructions, "USER")).isEqualTo(NOBODY_ELSE + ":" + NOBODY_ELSE);
        assertThat(last(instructions, "HEALTHCHECK"))
                .contains("CMD [\"/opt/slipcover/bin/is-up\"")
                .doesNotContain("curl");
        assertThat(last(instructions, "CMD")).isEqualTo("[\"serve\", \"--config\", \"/etc/slipcover/slipcover.yaml\"]");
        assertThat(instructions).contains("COPY etc /etc/slipcover", "COPY target/slipcover-docker /opt/slipcover");
        assertThat(read("lay-out")).contains("program \"$target/slipcover-docker\"");
    }

    @Test
    void user_ofEveryImage_isTheSame() throws IOException {
        String user = NOBODY_ELSE + ":" + NOBODY_ELSE;

        assertThat(read("pom.xml")).contains("<user>" + user + "</user>");
        assertThat(read("image/passwd")).contains(":" + user + ":");
        assertThat(read("Dockerfile")).contains("--uid " + NOBODY_ELSE + " ");
    }

    @Test
    void unit_read_waitsForTheProgram_andTakesWhatItDoesNotNeed() throws IOException {
        List<String> unit = read("debian/slipcover.service").lines().toList();

        assertThat(unit)
                .contains(
                        "Type=notify",
                        "User=slipcover",
                        "ExecStart=/usr/bin/slipcover serve --config /etc/slipcover/slipcover.yaml",
                        "ExecReload=/bin/kill -HUP $MAINPID",
                        "NoNewPrivileges=true",
                        "ProtectSystem=strict",
                        "PrivateTmp=true",
                        "CapabilityBoundingSet=");
        String patience = unit.stream()
                .filter(line -> line.startsWith("TimeoutStopSec="))
                .findFirst()
                .orElseThrow();
        assertThat(Duration.ofSeconds(Long.parseLong(patience.substring(patience.indexOf('=') + 1))))
                .isGreaterThan(DRAIN);
    }

    private static String last(List<String> instructions, String name) {
        return instructions.stream()
                .filter(line -> line.startsWith(name + " "))
                .reduce((first, second) -> second)
                .orElseThrow()
                .substring(name.length() + 1);
    }

    /** A part of a YAML document. */
    private record Node(Object value) {
        Node at(String... names) {
            Object found = value;
            for (String name : names) {
                found = ((Map<?, ?>) found).get(name);
                assertThat(found).as(name).isNotNull();
            }
            return new Node(found);
        }

        String text(String name) {
            return String.valueOf(((Map<?, ?>) value).get(name));
        }

        Map<?, ?> members() {
            return (Map<?, ?>) value;
        }

        List<Node> elements() {
            return Stream.of((List<?>) value)
                    .flatMap(List::stream)
                    .map(Node::new)
                    .toList();
        }
    }
}
