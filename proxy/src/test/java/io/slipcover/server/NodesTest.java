package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.BlackHole;
import io.slipcover.testing.FaultyNode;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Logged;
import io.slipcover.testing.Opened;
import io.slipcover.testing.RawAnswer;
import io.slipcover.testing.RawClient;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import io.slipcover.upstream.Condition;
import io.slipcover.upstream.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slipcover in front of several nodes, some of which fail. */
@ExtendWith(LeakGuard.class)
final class NodesTest {
    private static final int USERS = 60;

    /** Checks and pauses that a test need not wait long for. */
    private static final String QUICK = "health: { interval: 50ms, timeout: 300ms, pause: 20ms, longest-pause: 40ms }";

    /** One check at the start, and pauses that outlast the test. */
    private static final String ONCE = "health: { interval: 1h, timeout: 1h, pause: 1h, longest-pause: 1h }";

    @RegisterExtension
    private final Opened opened = new Opened();

    private FaultyNode one;
    private FaultyNode two;
    private FaultyNode three;
    private ProxyConfiguration site;
    private ProxyServer server;

    @BeforeEach
    void open() throws IOException {
        one = opened.add(new FaultyNode("one"));
        two = opened.add(new FaultyNode("two"));
        three = opened.add(new FaultyNode("three"));
    }

    private RawClient proxy(String health) {
        return proxy(health, one.port(), two.port(), three.port());
    }

    private RawClient proxy(String health, Integer... ports) {
        site = new TestSite().with("databases:", health + "\ndatabases:").on(ports);
        server = opened.proxy(site);
        return opened.add(new RawClient(server.address().getPort()));
    }

    private static String request(String line, int user) {
        return request(line, user, "");
    }

    private static String request(String line, int user, String more) {
        String credentials =
                Base64.getEncoder().encodeToString(("user-" + user + ":secret").getBytes(StandardCharsets.UTF_8));
        return line + " HTTP/1.1\r\nHost: h\r\nAuthorization: Basic " + credentials + "\r\n" + more + "\r\n";
    }

    private static String nodeOf(RawAnswer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.header("Node").orElseThrow();
    }

    private static Map<Integer, String> nodesOfUsers(RawClient client) throws IOException {
        Map<Integer, String> nodes = new LinkedHashMap<>();
        for (int user = 0; user < USERS; user++) {
            nodes.put(user, nodeOf(client.ask(request("GET /a", user))));
        }
        return nodes;
    }

    private static int userOf(FaultyNode node, Map<Integer, String> nodes) {
        return nodes.entrySet().stream()
                .filter(entry -> entry.getValue().equals(node.name()))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private Node node(FaultyNode faulty) {
        return site.upstreams().nodes().stream()
                .filter(node -> node.address().port() == faulty.port())
                .findFirst()
                .orElseThrow();
    }

    private void await(FaultyNode faulty, Condition expected) {
        Node node = node(faulty);
        Patience.await(() -> expected + ", found " + node, () -> node.condition() == expected);
    }

    // ---- whose node it is

    @Test
    void user_hasOneNode_onAllConnections_andInAllSlipcovers() throws Exception {
        Map<Integer, String> nodes = nodesOfUsers(proxy(ONCE));
        assertThat(nodes).containsValues("one", "two", "three");
        assertThat(nodesOfUsers(proxy(ONCE, three.port(), one.port(), two.port())))
                .isEqualTo(nodes);
        RawClient six = proxy(ONCE);
        for (int connection = 0; connection < 6; connection++) {
            assertThat(nodesOfUsers(six)).isEqualTo(nodes);
            six.close();
        }
    }

    @Test
    void questionsOfSlipcovers_goToTheNodeOfTheRequest() throws Exception {
        one.behaves(NodesTest::refuseBases);
        two.behaves(NodesTest::refuseBases);
        three.behaves(NodesTest::refuseBases);
        RawClient client = proxy(ONCE);
        for (int user = 0; user < USERS; user++) {
            String edit = "{\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":1,\"isDone\":true}";
            client.ask(request(
                            "PUT /todos/doc-" + user,
                            user,
                            "X-Client-Version: 1.0.0\r\nContent-Type: application/json\r\nOrigin: http://app.example\r\n"
                                    + "Content-Length: " + edit.length() + "\r\n")
                    + edit);
        }
        Set<String> credentials = new HashSet<>();
        for (FaultyNode node : List.of(one, two, three)) {
            assertThat(node.requests().stream().filter(request -> request.startsWith("POST /todos/_bulk_get")))
                    .isNotEmpty();
            Set<String> here = new HashSet<>();
            node.requests()
                    .forEach(request -> request.lines()
                            .filter(line -> line.startsWith("Authorization:"))
                            .forEach(here::add));
            assertThat(here).isNotEmpty().allMatch(user -> !credentials.contains(user));
            credentials.addAll(here);
            long edits = node.requests().stream()
                    .filter(request -> request.startsWith("POST /todos/_bulk_get"))
                    .count();
            assertThat(node.requests().stream().filter(request -> request.startsWith("HEAD / ")))
                    .hasSize((int) edits);
        }
        assertThat(credentials).hasSize(USERS);
    }

    private static void refuseBases(String request, Wire wire) throws IOException {
        String body = request.startsWith("HEAD") ? "" : request.contains("_bulk_get") ? "{\"results\":[]}" : "{}";
        wire.send("HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body);
    }

    // ---- what a node that fails costs

    private enum Fault {
        REFUSED {
            @Override
            void happensTo(FaultyNode node) throws IOException {
                node.dies();
            }
        },
        RESET_AT_CONNECT {
            @Override
            void happensTo(FaultyNode node) throws IOException {
                node.resetsAtConnect();
            }
        },
        RESET_INSTEAD_OF_ANSWER {
            @Override
            void happensTo(FaultyNode node) {
                node.behaves((request, wire) -> wire.reset());
            }
        },
        END_INSTEAD_OF_ANSWER {
            @Override
            void happensTo(FaultyNode node) {
                node.behaves((request, wire) -> wire.close());
            }
        };

        abstract void happensTo(FaultyNode node) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void oneOfThreeFails_andNobodyWhoReads_noticesIt(Fault fault) throws Exception {
        RawClient client = proxy(ONCE);
        Map<Integer, String> before = nodesOfUsers(client);
        fault.happensTo(two);
        Map<Integer, String> after = nodesOfUsers(client);
        assertThat(after).doesNotContainValue("two");
        before.forEach((user, node) -> {
            if (!node.equals("two")) {
                assertThat(after).containsEntry(user, node);
            }
        });
        assertThat(node(two).condition()).isEqualTo(Condition.LEFT_ALONE);
        assertThat(nodesOfUsers(client)).isEqualTo(after);
    }

    @Test
    void nodeThatRefuses_isPassedOver_whateverTheRequest() throws Exception {
        int user = userOf(two, nodesOfUsers(proxy(ONCE)));
        two.dies();
        RawAnswer answer = proxy(ONCE).ask(request("POST /a", user, "Content-Length: 2\r\n") + "{}");
        assertThat(nodeOf(answer)).isNotEqualTo("two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /a", "PUT /a", "DELETE /a"})
    void writeThatANodeHasSeen_goesToNoOther(String line) throws Exception {
        int user = userOf(two, nodesOfUsers(proxy(ONCE)));
        two.behaves((request, wire) -> wire.reset());
        RawAnswer answer = proxy(ONCE).ask(request(line, user, "Content-Length: 2\r\n") + "{}");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(Stream.of(one, two, three).flatMap(node -> node.requests().stream()))
                .filteredOn(request -> request.startsWith(line))
                .hasSize(1);
    }

    @Test
    void answersThatBreakOff_count_andAreNotBegunAnew() throws Exception {
        RawClient client = proxy(ONCE);
        int user = userOf(two, nodesOfUsers(client));
        two.behaves((request, wire) -> {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{");
            wire.reset();
        });
        for (int attempt = 0; attempt < 3; attempt++) {
            Wire wire = opened.client(server);
            wire.send(request("GET /a", user));
            assertThat(wire.rest())
                    .startsWith("HTTP/1.1 200")
                    .doesNotContain("Node: ")
                    .endsWith("<reset>");
        }
        await(two, Condition.LEFT_ALONE);
        assertThat(nodeOf(client.ask(request("GET /a", user)))).isNotEqualTo("two");
        assertThat(node(two).failures()).isEqualTo(3);
    }

    @Test
    void nodeThatIsSilent_isFoundByChecks() throws Exception {
        RawClient client = proxy(QUICK);
        int user = userOf(two, nodesOfUsers(client));
        CountDownLatch over = new CountDownLatch(1);
        try {
            two.behaves((request, wire) -> Patience.await(over)).atCheck((request, wire) -> Patience.await(over));
            await(two, Condition.LEFT_ALONE);
            assertThat(nodeOf(client.ask(request("GET /a", user)))).isNotEqualTo("two");
        } finally {
            over.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void nodeThatCannotServe_isLeftAlone(int status) throws Exception {
        RawClient client = proxy(ONCE);
        int user = userOf(two, nodesOfUsers(client));
        two.answers(status);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(client.ask(request("GET /a", user)).status()).isEqualTo(status);
        }
        assertThat(nodeOf(client.ask(request("GET /a", user)))).isNotEqualTo("two");
    }

    @Test
    void oneThingThatIsBroken_leavesTheNodeInPlace() throws Exception {
        RawClient client = proxy(ONCE);
        int user = userOf(two, nodesOfUsers(client));
        two.answers(500);
        for (int attempt = 0; attempt < 20; attempt++) {
            String view = "GET /other/_design/app/_view/by-" + attempt % 7 + "?key=" + attempt;
            assertThat(client.ask(request(view, user)).status()).isEqualTo(500);
        }
        assertThat(node(two).condition()).isEqualTo(Condition.WELL);
    }

    @Test
    void manyThingsThatAreBroken_areTheNodesFault() throws Exception {
        RawClient client = proxy(ONCE);
        int user = userOf(two, nodesOfUsers(client));
        two.answers(500);
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(client.ask(request("GET /other/doc-" + attempt, user)).status())
                    .isEqualTo(500);
        }
        assertThat(nodeOf(client.ask(request("GET /other/doc", user)))).isNotEqualTo("two");
    }

    @Test
    void answersOfSlipcoversOwn_doNotCount() throws Exception {
        RawClient client = proxy(ONCE);
        int user = userOf(two, nodesOfUsers(client));
        two.behaves((request, wire) -> {
            String stored = "{\"_id\":\"a\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":77}";
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + stored.length() + "\r\n\r\n" + stored);
        });
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(client.ask(request("GET /todos/doc-" + attempt, user, "X-Client-Version: 1.0.0\r\n"))
                            .status())
                    .isEqualTo(500);
        }
        assertThat(node(two).condition()).isEqualTo(Condition.WELL);
        assertThat(node(two).failures()).isZero();
    }

    @Test
    void blackHole_isNotWaitedFor() throws Exception {
        BlackHole hole = opened.add(new BlackHole());
        // Neither the check nor the connection is given up while the test runs.
        RawClient client = proxy(ONCE, one.port(), hole.port(), two.port());
        assertThat(nodesOfUsers(client)).containsValues("one", "two").hasSize(USERS);
    }

    @Test
    void blackHole_isFoundByChecks() throws Exception {
        BlackHole hole = opened.add(new BlackHole());
        try (Logged logged = Logged.by(Node.class)) {
            RawClient client = proxy(QUICK, one.port(), hole.port(), two.port());
            Patience.await(
                    () -> "a line, found " + logged.lines(),
                    () -> logged.lines().toString().contains(String.valueOf(hole.port())));
            assertThat(nodesOfUsers(client)).containsValues("one", "two").hasSize(USERS);
        }
    }

    // ---- how nodes come back

    @Test
    void nodeThatComesBack_getsItsClientsBack_andTheLogSaysBoth() throws Exception {
        try (Logged logged = Logged.by(Node.class)) {
            RawClient client = proxy(QUICK);
            Map<Integer, String> before = nodesOfUsers(client);
            two.dies();
            assertThat(nodesOfUsers(client)).doesNotContainValue("two");
            two.comesBack();
            await(two, Condition.WELL);
            assertThat(nodesOfUsers(client)).isEqualTo(before);
            assertThat(logged.lines()).hasSize(2);
            assertThat(logged.lines().get(0))
                    .startsWith("WARN upstream is not well upstream=\"127.0.0.1:" + two.port() + "\" reason=\"")
                    .containsIgnoringCase("refused");
            assertThat(logged.lines().get(1))
                    .isEqualTo("INFO upstream is back upstream=\"127.0.0.1:" + two.port() + "\"");
        }
    }

    @Test
    void allNodesDown_isUnavailable_andTheFirstThatIsBackServes() throws Exception {
        RawClient client = proxy(ONCE);
        for (FaultyNode node : List.of(one, two, three)) {
            node.dies();
        }
        assertThat(client.ask(request("GET /a", 1)).status()).isEqualTo(503);
        assertThat(site.upstreams().isAnyWell()).isFalse();
        three.comesBack();
        // All pauses outlast the test: the least bad is tried all the same.
        for (int user = 0; user < USERS; user++) {
            assertThat(nodeOf(client.ask(request("GET /a", user)))).isEqualTo("three");
        }
        assertThat(site.upstreams().isAnyWell()).isTrue();
    }

    @Test
    void nodeInMaintenanceMode_keepsWhatItHasBegun_andGetsNothingNew() throws Exception {
        RawClient client = proxy(QUICK);
        Map<Integer, String> before = nodesOfUsers(client);
        int user = userOf(two, before);
        CountDownLatch drained = new CountDownLatch(1);
        two.behaves((request, wire) -> {
            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            Patience.await(drained);
            wire.send("3\r\n{}\n\r\n0\r\n\r\n");
        });
        Wire feed = opened.client(server);
        feed.send(request("GET /other/_changes?feed=continuous", user));
        String head = feed.head();
        assertThat(head).startsWith("HTTP/1.1 200");
        two.drains();
        await(two, Condition.DRAINING);
        assertThat(nodesOfUsers(client)).doesNotContainValue("two");
        drained.countDown();
        assertThat(Wire.unchunked(feed.body(head))).isEqualTo("{}\n");
        two.recovers();
        await(two, Condition.WELL);
        assertThat(nodesOfUsers(client)).isEqualTo(before);
    }

    @Test
    void allNodesInMaintenanceMode_serveAllTheSame() throws Exception {
        RawClient client = proxy(QUICK);
        Map<Integer, String> before = nodesOfUsers(client);
        for (FaultyNode node : List.of(one, two, three)) {
            node.drains();
            await(node, Condition.DRAINING);
        }
        assertThat(nodesOfUsers(client)).isEqualTo(before);
        assertThat(site.upstreams().isAnyWell()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 404 Object Not Found\r\nContent-Length: 21\r\n\r\n{\"error\":\"not_found\"}",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nnope\n"
            })
    void serverThatDoesNotKnowTheCheck_isWell(String answer) throws Exception {
        two.atCheck((request, wire) -> wire.send(answer));
        proxy(QUICK);
        await(two, Condition.WELL);
    }

    @Test
    void configurationReadAgain_keepsWhatIsKnown() throws Exception {
        RawClient client = proxy(ONCE);
        Map<Integer, String> before = nodesOfUsers(client);
        two.dies();
        Map<Integer, String> after = nodesOfUsers(client);
        site = new TestSite().with("databases:", ONCE + "\ndatabases:").on(three.port(), two.port(), one.port());
        server.reload(site);
        assertThat(node(two).condition()).isEqualTo(Condition.LEFT_ALONE);
        assertThat(node(one).requests()).isPositive();
        assertThat(nodesOfUsers(client)).isEqualTo(after).isNotEqualTo(before);
    }
}
