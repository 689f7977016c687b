package io.slipcover.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.Health;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UpstreamsTest {
    private static final int CLIENTS = 3000;

    private static final List<UpstreamAddress> ADDRESSES = List.of(
            UpstreamAddress.plain("couch1", 5984),
            UpstreamAddress.plain("couch2", 5984),
            UpstreamAddress.plain("couch3", 5984));

    private final Upstreams upstreams = new Upstreams(ADDRESSES, Health.DEFAULTS, true);

    private static ClientIdentity client(int number) {
        return new ClientIdentity(Scatter.of("user " + number));
    }

    private static UpstreamAddress first(Upstreams upstreams, int client) {
        return upstreams.of(client(client)).next(List.of()).address();
    }

    private static List<UpstreamAddress> order(Upstreams upstreams) {
        List<Node> tried = new ArrayList<>();
        for (Node node = upstreams.next(tried); node != null; node = upstreams.next(tried)) {
            tried.add(node);
        }
        return tried.stream().map(Node::address).toList();
    }

    @Test
    void clients_areSpreadEvenly_andAlikeWhateverTheOrder() {
        List<UpstreamAddress> reversed = new ArrayList<>(ADDRESSES);
        Collections.reverse(reversed);
        Upstreams others = new Upstreams(reversed, Health.DEFAULTS, true);
        int[] clients = new int[3];
        for (int client = 0; client < CLIENTS; client++) {
            UpstreamAddress address = first(upstreams, client);
            assertThat(first(others, client)).isEqualTo(address);
            clients[ADDRESSES.indexOf(address)]++;
        }
        for (int count : clients) {
            assertThat(count).isBetween(CLIENTS / 4, CLIENTS / 2);
        }
    }

    @Test
    void onlyTheClientsOfANodeThatFails_move_toAllOthers_andBack() {
        Node failing = upstreams.nodes().get(1);
        List<UpstreamAddress> before = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            before.add(first(upstreams, client));
        }
        failing.health().unreachable("refused");
        int[] taken = new int[3];
        for (int client = 0; client < CLIENTS; client++) {
            UpstreamAddress now = first(upstreams, client);
            if (before.get(client).equals(failing.address())) {
                taken[ADDRESSES.indexOf(now)]++;
            } else {
                assertThat(now).isEqualTo(before.get(client));
            }
        }
        assertThat(taken[0]).isGreaterThan(CLIENTS / 9);
        assertThat(taken[1]).isZero();
        assertThat(taken[2]).isGreaterThan(CLIENTS / 9);
        failing.health().checkedWell(1);
        for (int client = 0; client < CLIENTS; client++) {
            assertThat(first(upstreams, client)).isEqualTo(before.get(client));
        }
    }

    @Test
    void order_isByHealth_thenByClaim() {
        Upstreams mine = upstreams.of(client(1));
        List<UpstreamAddress> well = order(mine);
        assertThat(well).containsExactlyInAnyOrderElementsOf(ADDRESSES);
        Node first = node(well.get(0));
        Node second = node(well.get(1));
        first.health().unreachable("refused");
        second.health().checkedDraining(0, "maintenance_mode");
        assertThat(order(mine)).containsExactly(well.get(2), well.get(1), well.get(0));
        assertThat(order(mine.avoiding(node(well.get(2))))).containsExactly(well.get(1), well.get(0), well.get(2));
    }

    @Test
    void allLeftAlone_theOneWhosePauseEndsFirstIsTried() {
        for (Node node : upstreams.nodes()) {
            node.health().unreachable("refused");
        }
        Node again = upstreams.nodes().get(0);
        again.health().checkedWell(1);
        again.health().unreachable("refused");
        for (int client = 0; client < 100; client++) {
            assertThat(order(upstreams.of(client(client)))).hasSize(3).last().isEqualTo(again.address());
        }
    }

    @Test
    void withoutChecks_oneRequestTriesANode_whosePauseIsOver() {
        long[] now = {0};
        List<Node> nodes = ADDRESSES.stream()
                .map(address -> new Node(address, new NodeHealth(Health.DEFAULTS, () -> now[0], () -> 1)))
                .toList();
        Upstreams unchecked = new Upstreams(nodes.toArray(new Node[0]), Health.DEFAULTS, false, 0, List.of());
        Node first = unchecked.next(List.of());
        first.health().unreachable("refused");
        assertThat(unchecked.next(List.of())).isNotEqualTo(first);
        now[0] += Health.DEFAULTS.pause().toNanos();
        assertThat(unchecked.next(List.of())).isEqualTo(first);
        assertThat(unchecked.next(List.of())).isNotEqualTo(first);
        first.health().answering(first.health().era());
        assertThat(unchecked.next(List.of())).isEqualTo(first);
    }

    @Test
    void withChecks_noRequestTriesANodeThatWasLeftAlone() {
        long[] now = {0};
        List<Node> nodes = ADDRESSES.stream()
                .map(address -> new Node(address, new NodeHealth(Health.DEFAULTS, () -> now[0], () -> 1)))
                .toList();
        Upstreams checked = new Upstreams(nodes.toArray(new Node[0]), Health.DEFAULTS, true, 0, List.of());
        Node first = checked.next(List.of());
        first.health().unreachable("refused");
        now[0] += Health.DEFAULTS.longestPause().toNanos();
        assertThat(checked.next(List.of())).isNotEqualTo(first);
    }

    @Test
    void others_areThoseThatHaveNotFailed() {
        List<Node> nodes = upstreams.nodes();
        Upstreams twice = upstreams.avoiding(nodes.get(0)).avoiding(nodes.get(1));
        assertThat(twice.hasOther(nodes.get(1))).isTrue();
        assertThat(twice.hasOther(nodes.get(2))).isFalse();
    }

    private Node node(UpstreamAddress address) {
        return upstreams.nodes().get(ADDRESSES.indexOf(address));
    }
}
