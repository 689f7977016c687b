package io.slipcover.soak;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What became of what the clients did, counted by kind. All clients share this object. */
final class Outcomes {
    private final Map<String, LongAdder> counted = new ConcurrentSkipListMap<>();

    /** @param whose whose doing it was: a habit's, or CouchDB's */
    void count(String whose, String outcome) {
        counted.computeIfAbsent(whose + ": " + outcome, kind -> new LongAdder()).increment();
    }

    /** How often this has happened. */
    long of(Habit habit, String outcome) {
        LongAdder adder = counted.get(habit + ": " + outcome);
        return adder == null ? 0 : adder.sum();
    }

    /** How often a client with this habit did anything. */
    long of(Habit habit) {
        return counted.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(habit + ": "))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    /** A line for each kind. */
    @Override
    public String toString() {
        return counted.entrySet().stream()
                .map(entry -> "%8d  %s".formatted(entry.getValue().sum(), entry.getKey()))
                .collect(joining("\n"));
    }
}
