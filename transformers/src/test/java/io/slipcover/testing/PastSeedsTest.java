package io.slipcover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The seeds of past-seeds.csv: each law holds for its own, with every choice among constants that the law has beside the seed. */
final class PastSeedsTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/past-seeds.csv")
    void law_ofASeedThatFoundSomething_holds(Class<?> test, String law, long seed) throws Throwable {
        Method method = Arrays.stream(test.getDeclaredMethods())
                .filter(each -> each.getName().equals(law) && each.isAnnotationPresent(Property.class))
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        Constructor<?> constructor = test.getDeclaredConstructor();
        constructor.setAccessible(true);
        List<Object[]> calls = calls(method, seed);
        assertThat(calls).isNotEmpty();
        for (Object[] arguments : calls) {
            try {
                method.invoke(constructor.newInstance(), arguments);
            } catch (InvocationTargetException exception) {
                throw exception.getCause();
            }
        }
    }

    private static List<Object[]> calls(Method method, long seed) {
        List<Object[]> calls = List.<Object[]>of(new Object[0]);
        for (Parameter parameter : method.getParameters()) {
            Object[] choices = parameter.getType() == long.class
                    ? new Object[] {seed}
                    : parameter.getType().getEnumConstants();
            List<Object[]> longer = new ArrayList<>();
            for (Object[] call : calls) {
                for (Object choice : choices) {
                    Object[] more = Arrays.copyOf(call, call.length + 1);
                    more[call.length] = choice;
                    longer.add(more);
                }
            }
            calls = longer;
        }
        return calls;
    }
}
