package io.slipcover.config;

/** Where something stands in a file; line and column count from 1. */
record Place(String file, int line, int column) {
    static Place startOf(String file) {
        return new Place(file, 1, 1);
    }

    Problem problem(String message) {
        return new Problem(file, line, column, message);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
