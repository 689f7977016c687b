package io.slipcover.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class BudgetTest {
    private final Budget budget = Budget.of("query-budget", 10);

    @Test
    void spend_allThereIs_passes() {
        budget.spend(4);
        budget.spend(6);
        assertThat(budget.spent()).isEqualTo(10);
    }

    @Test
    void spend_moreThanThereIs_namesTheLimit() {
        budget.spend(4);
        assertThatThrownBy(() -> budget.spend(7)).isInstanceOfSatisfying(LimitException.class, limit -> {
            assertThat(limit.limit()).isEqualTo("query-budget");
            assertThat(limit.reason()).isEqualTo("the request takes more than 10 steps of work (limit: query-budget)");
        });
    }

    @Test
    void spend_afterMoreWasAsked_nothingIsLeft() {
        assertThatThrownBy(() -> budget.spend(Long.MAX_VALUE)).isInstanceOf(LimitException.class);
        assertThatThrownBy(() -> budget.spend(1)).isInstanceOf(LimitException.class);
    }

    @Test
    void earn_moreThanWasSpent_isNoMoreThanAtFirst() {
        budget.spend(4);
        budget.earn(Long.MAX_VALUE);
        budget.spend(10);
        assertThatThrownBy(() -> budget.spend(1)).isInstanceOf(LimitException.class);
    }

    @Test
    void spendOnBytes_none_takesAStep() {
        budget.spendOnBytes(0);
        assertThat(budget.spent()).isEqualTo(1);
    }

    @Test
    void unlimited_isNeverSpent() {
        Budget.UNLIMITED.spend(Long.MAX_VALUE);
        Budget.UNLIMITED.earn(Long.MAX_VALUE);
        Budget.UNLIMITED.spend(Long.MAX_VALUE);
        assertThat(Budget.UNLIMITED.spent()).isZero();
    }
}
