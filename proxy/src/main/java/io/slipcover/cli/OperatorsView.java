package io.slipcover.cli;

import io.slipcover.admin.AdminResource;
import io.slipcover.admin.ConfigurationAnswer;
import io.slipcover.admin.JsonAnswer;
import io.slipcover.admin.OperatorsPage;
import io.slipcover.admin.TypesAnswer;
import io.slipcover.admin.UsageAnswer;
import io.slipcover.history.UsageRecorder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The page for operators, and what the page asks for.
 *
 * @param file the configuration file
 * @param flags the keys of the configuration of which the command line says what they come to
 */
record OperatorsView(ServedConfiguration serving, UsageRecorder recorder, Path file, Set<String> flags) {
    List<AdminResource> resources() {
        List<AdminResource> resources = new ArrayList<>(OperatorsPage.files());
        resources.add(new JsonAnswer(
                "/usage", new UsageAnswer(recorder, () -> serving.get().catalog(), Clock.systemUTC())));
        resources.add(new JsonAnswer("/types", new TypesAnswer(serving::get)));
        resources.add(new JsonAnswer(
                "/configuration",
                new ConfigurationAnswer(
                        serving::get, serving::time, serving.first(), file, flags, Reload.TAKES_RESTART)));
        return resources;
    }
}
