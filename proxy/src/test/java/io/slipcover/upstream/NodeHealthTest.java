package io.slipcover.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.Health;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One node's health, by a clock that the test moves. */
final class NodeHealthTest {
    private static final Health TIMES =
            new Health(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(8));

    private long now = 17;
    private double chance = 1;
    private final NodeHealth health = new NodeHealth(TIMES, () -> now, () -> chance);

    private void pass(long milliseconds) {
        now += Duration.ofMillis(milliseconds).toNanos();
    }

    private long pauseInMilliseconds() {
        return Duration.ofNanos(health.until() - now).toMillis();
    }

    private void answerWhole() {
        health.answering(health.era());
        health.answered(health.era());
    }

    private NodeHealth.Change fail() {
        return health.failed(health.era(), "it failed");
    }

    @Test
    void newNode_isUnknown_andTakesRequests() {
        assertThat(health.condition()).isEqualTo(Condition.UNKNOWN);
        assertThat(health.condition().takesRequests()).isTrue();
        assertThat(health.answering(health.era())).isNull();
        assertThat(health.condition()).isEqualTo(Condition.WELL);
    }

    @Test
    void failuresInARow_areTooMany_butNotFailuresBetweenAnswers() {
        answerWhole();
        for (int round = 0; round < 10; round++) {
            assertThat(fail()).isNull();
            assertThat(fail()).isNull();
            answerWhole();
        }
        assertThat(fail()).isNull();
        assertThat(fail()).isNull();
        assertThat(fail()).isEqualTo(new NodeHealth.Change(Condition.LEFT_ALONE, "it failed"));
        assertThat(health.condition()).isEqualTo(Condition.LEFT_ALONE);
    }

    @Test
    void headsWithoutBodies_areNoSignOfHealth() {
        answerWhole();
        health.answering(health.era());
        fail();
        health.answering(health.era());
        fail();
        health.answering(health.era());
        assertThat(fail()).isNotNull();
    }

    @Test
    void pauses_growUpToTheLongest_andLastUntilTheTrial() {
        answerWhole();
        assertThat(health.unreachable("refused")).isNotNull();
        for (long pause : new long[] {1000, 2000, 4000, 8000, 8000, 8000}) {
            assertThat(pauseInMilliseconds()).isEqualTo(pause);
            pass(pause - 1);
            assertThat(health.takeTrial()).isFalse();
            pass(1);
            assertThat(health.takeTrial()).isTrue();
            assertThat(health.takeTrial()).isFalse();
            assertThat(health.unreachable("refused")).isNull();
        }
    }

    @Test
    void pauses_endUpToHalfEarlier_byChance() {
        chance = 0;
        health.unreachable("refused");
        assertThat(pauseInMilliseconds()).isEqualTo(500);
    }

    @Test
    void trialThatNobodyFinishes_isFollowedByAnother() {
        health.unreachable("refused");
        pass(1000);
        assertThat(health.takeTrial()).isTrue();
        pass(1000);
        assertThat(health.takeTrial()).isTrue();
    }

    @Test
    void failuresWhileLeftAlone_doNotLengthenThePause() {
        health.unreachable("refused");
        for (int failure = 0; failure < 20; failure++) {
            assertThat(fail()).isNull();
            assertThat(health.unreachable("refused")).isNull();
        }
        assertThat(pauseInMilliseconds()).isEqualTo(1000);
    }

    @Test
    void answersToEarlierRequests_doNotBringANodeBack() {
        answerWhole();
        int before = health.era();
        health.unreachable("refused");
        assertThat(health.answering(before)).isNull();
        health.answered(before);
        assertThat(health.condition()).isEqualTo(Condition.LEFT_ALONE);
        assertThat(health.answering(health.era())).isEqualTo(new NodeHealth.Change(Condition.WELL, "it answers again"));
    }

    @Test
    void checksThatBeganEarlier_doNotBringANodeBack() {
        answerWhole();
        int before = health.era();
        health.unreachable("refused");
        assertThat(health.checkedWell(before)).isNull();
        assertThat(health.checkedDraining(before, "maintenance_mode")).isNull();
        assertThat(health.condition()).isEqualTo(Condition.LEFT_ALONE);
    }

    @Test
    void failuresOfEarlierRequests_doNotCountAgainstANodeThatIsBack() {
        answerWhole();
        int before = health.era();
        health.unreachable("refused");
        health.answering(health.era());
        for (int failure = 0; failure < 5; failure++) {
            assertThat(health.failed(before, "it failed")).isNull();
            assertThat(health.broke(before, "/db/" + failure, "it failed")).isNull();
        }
        assertThat(health.condition()).isEqualTo(Condition.WELL);
    }

    @Test
    void nodeThatIsBack_isOnProbation_untilAWholeAnswer() {
        answerWhole();
        health.unreachable("refused");
        assertThat(health.checkedWell(health.era())).isNotNull();
        assertThat(fail()).isNotNull();
        assertThat(pauseInMilliseconds()).isEqualTo(2000);
        health.checkedWell(health.era());
        answerWhole();
        assertThat(fail()).isNull();
    }

    @Test
    void nodeThatWasWellForLong_beginsWithTheFirstPause() {
        health.unreachable("refused");
        health.checkedWell(health.era());
        health.unreachable("refused");
        assertThat(pauseInMilliseconds()).isEqualTo(2000);
        health.checkedWell(health.era());
        pass(16_000);
        health.unreachable("refused");
        assertThat(pauseInMilliseconds()).isEqualTo(1000);
    }

    @Test
    void oneBrokenThing_countsOnceInARow() {
        answerWhole();
        for (int attempt = 0; attempt < 50; attempt++) {
            assertThat(health.broke(health.era(), "/db/" + attempt % 4, "500")).isNull();
        }
        answerWhole();
        for (int thing = 4; thing < 8; thing++) {
            assertThat(health.broke(health.era(), "/db/" + thing, "500")).isNull();
        }
        assertThat(health.broke(health.era(), "/db/8", "500")).isNotNull();
    }

    @Test
    void oneFailedCheck_isDoubt_andTwoAreTooMany() {
        health.checkedWell(health.era());
        assertThat(health.checkFailed("no answer")).isNull();
        assertThat(health.isDoubtful()).isTrue();
        health.checkedWell(health.era());
        assertThat(health.isDoubtful()).isFalse();
        assertThat(health.checkFailed("no answer")).isNull();
        assertThat(health.checkFailed("no answer")).isNotNull();
    }

    @Test
    void checkThatIsWell_doesNotForgiveFailedRequests() {
        answerWhole();
        fail();
        fail();
        health.checkedWell(health.era());
        assertThat(fail()).isNotNull();
    }

    @Test
    void drainingNode_isToldOnce_andStaysSoWhileItAnswers() {
        answerWhole();
        assertThat(health.checkedDraining(health.era(), "maintenance_mode"))
                .isEqualTo(new NodeHealth.Change(Condition.DRAINING, "maintenance_mode"));
        assertThat(health.checkedDraining(health.era(), "maintenance_mode")).isNull();
        answerWhole();
        assertThat(health.condition()).isEqualTo(Condition.DRAINING);
        assertThat(health.unreachable("refused")).isNotNull();
        assertThat(health.condition()).isEqualTo(Condition.LEFT_ALONE);
    }
}
