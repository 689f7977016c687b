package io.slipcover.benchmarks.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The results of measuring on one machine.
 *
 * @param machine the machine's parts, by name
 * @param programs the programs that ran, with their versions
 * @param loads the figures of each load, by {@link Load#key}
 */
record Results(Map<String, String> machine, Map<String, String> programs, Map<String, OfLoad> loads) {
    /**
     * What was measured of one load, all of it in one run.
     *
     * @param measured when the run began, UTC
     * @param commit of Slipcover
     * @param rounds in each of which every candidate was measured once
     * @param seconds that one measurement took, where the load does not say how much to ask
     * @param figures of each candidate by {@link Candidate#key}, one for each round; where the load has points, by that, an {@code @} and
     *     the point
     * @param facts what else there is to tell
     * @param leftOut who could not be measured, and why
     */
    record OfLoad(
            String measured,
            String commit,
            String unit,
            int rounds,
            double seconds,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> facts,
            Map<String, List<Double>> figures,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> leftOut) {
        OfLoad {
            facts = facts == null ? Map.of() : new TreeMap<>(facts);
            figures = new LinkedHashMap<>(figures);
            leftOut = leftOut == null ? Map.of() : new TreeMap<>(leftOut);
        }

        /** By what figures are found. */
        static String name(Candidate candidate, int point) {
            return candidate.key() + "@" + point;
        }

        /** The figures at one of the load's points; empty where the candidate was not measured there. */
        Optional<List<Double>> figures(Candidate candidate, int point) {
            return Optional.ofNullable(figures.get(name(candidate, point)));
        }

        /** Empty where the candidate was not measured. */
        Optional<List<Double>> figures(Candidate candidate) {
            return Optional.ofNullable(figures.get(candidate.key()));
        }
    }

    Results {
        machine = new LinkedHashMap<>(machine);
        programs = new TreeMap<>(programs);
        loads = new LinkedHashMap<>(loads);
    }

    Optional<OfLoad> of(Load load) {
        return Optional.ofNullable(loads.get(load.key()));
    }

    /**
     * These results with the results of another run on this machine. Where both runs have a load, the other run's
     * figures count.
     */
    Results with(Results later) {
        if (!machine.equals(later.machine)) {
            throw new IllegalArgumentException(
                    "results of another machine: found " + later.machine + ", expected " + machine);
        }
        Map<String, String> allPrograms = new TreeMap<>(programs);
        allPrograms.putAll(later.programs);
        Map<String, OfLoad> all = new LinkedHashMap<>();
        for (Load load : Load.values()) {
            later.of(load).or(() -> of(load)).ifPresent(found -> all.put(load.key(), found));
        }
        return new Results(machine, allPrograms, all);
    }

    static Results read(Path file) throws IOException {
        return Json.MAPPER.readValue(file.toFile(), Results.class);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        Files.writeString(file, Json.MAPPER.writer(printer).writeValueAsString(this) + "\n", StandardCharsets.UTF_8);
    }
}
