package io.slipcover.fuzzing;

import java.util.List;

/** All targets. */
final class Targets {
    static final List<Class<? extends FuzzTarget>> ALL = List.of(
            JsonFuzzTest.class,
            EnvelopeFuzzTest.class,
            MultipartFuzzTest.class,
            BatchFuzzTest.class,
            RelatedFuzzTest.class,
            FormFuzzTest.class,
            BulkGetFuzzTest.class,
            LensFuzzTest.class,
            RouteFuzzTest.class,
            ConfigurationFuzzTest.class,
            RegexFuzzTest.class,
            SelectorFuzzTest.class,
            SmugglingFuzzTest.class);

    private Targets() {}

    static FuzzTarget make(Class<? extends FuzzTarget> target) throws ReflectiveOperationException {
        return target.getDeclaredConstructor().newInstance();
    }
}
