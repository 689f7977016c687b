package io.slipcover.design;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One CommonJS module, joined of ES modules. A design document has room for one text, and CouchDB knows no {@code import}. The file {@code
 * clients/js/build.mjs} joins the same modules for npm, and a test holds both to equal bytes.
 *
 * <p>The ES modules import names from files beside them or below them, and never in circles. Each becomes a function, which stands behind
 * those that it needs and gives what the module exports. Comments, empty lines and indentation are left out.
 */
final class CommonJs {
    private static final String HEADING =
            "/* The lens engine of Slipcover. Licensed under the Apache License, Version 2.0. */\n'use strict';\n";
    private static final String NAMES = " \\{( ?[\\w$]+(?:, [\\w$]+)*,? ?)\\}";
    private static final String FROM = " from '\\./([\\w/-]+\\.js)'";
    private static final Pattern IMPORT = Pattern.compile("import" + NAMES + FROM + ";");
    private static final Pattern EXPORT = Pattern.compile("export" + NAMES + "(?:" + FROM + ")?;");
    private static final Pattern DECLARATION =
            Pattern.compile("export ((?:async )?(?:function\\*?|class|const|let|var) ([\\w$]+).*)");
    private static final Pattern LEFT = Pattern.compile("(?:import|export)\\b.*");
    private static final Pattern LIST = Pattern.compile("(?:import|export) \\{.*");

    private final UnaryOperator<String> sources;
    private final Set<String> begun = new HashSet<>();
    private final Map<String, List<String>> exported = new HashMap<>();
    private final StringBuilder text = new StringBuilder(HEADING);

    private CommonJs(UnaryOperator<String> sources) {
        this.sources = sources;
    }

    /**
     * The text of a module that exports what an ES module exports.
     *
     * @param entry the path of the ES module
     * @param sources gives the text of a file at a path
     * @throws IllegalArgumentException where a text has another form than this class knows
     */
    static String join(String entry, UnaryOperator<String> sources) {
        CommonJs module = new CommonJs(sources);
        module.add(entry);
        for (String name : requireNonNull(module.exported.get(entry))) {
            module.text.append("exports.%s = %s.%s;\n".formatted(name, variable(entry), name));
        }
        return module.text.toString();
    }

    /** Adds a file behind those that it needs, unless it is there already. */
    private void add(String file) {
        if (exported.containsKey(file)) {
            return;
        }
        if (!begun.add(file)) {
            throw new IllegalArgumentException(file + ": it needs itself, by way of others");
        }
        List<String> names = new ArrayList<>();
        StringBuilder own = new StringBuilder();
        for (String statement : statements(file, sources.apply(file))) {
            own.append(joined(file, statement, names));
        }
        text.append("const %s = (function () {\n%sreturn { %s };\n})();\n"
                .formatted(variable(file), own, String.join(", ", names)));
        exported.put(file, names);
    }

    /** The lines of a source without comments and indentation. An import or an export that has several lines is one. */
    private static List<String> statements(String file, String source) {
        List<String> found = new ArrayList<>();
        boolean comment = false;
        String unfinished = "";
        for (String line : source.lines().toList()) {
            String bare = line.strip();
            if (comment || bare.startsWith("/*")) {
                comment = !bare.contains("*/");
                if (!comment && !bare.endsWith("*/")) {
                    throw unknown(file, bare);
                }
            } else if (bare.contains("`")) {
                throw unknown(file, bare); // Its lines may be a text, in which indentation counts.
            } else if (!bare.isEmpty() && !bare.startsWith("//")) {
                String whole = unfinished.isEmpty() ? bare : unfinished + " " + bare;
                boolean goesOn = LIST.matcher(whole).matches() && !whole.endsWith(";");
                unfinished = goesOn ? whole : "";
                if (!goesOn) {
                    found.add(whole);
                }
            }
        }
        return found;
    }

    /** What stands in the joined text for a line, or for a statement at the top level. */
    private String joined(String file, String statement, List<String> names) {
        Matcher imported = IMPORT.matcher(statement);
        if (imported.matches()) {
            return taken(imported.group(1), file, imported.group(2));
        }
        Matcher named = EXPORT.matcher(statement);
        if (named.matches()) {
            Arrays.stream(named.group(1).split(",", -1))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .forEach(names::add);
            return named.group(2) == null ? "" : taken(named.group(1), file, named.group(2));
        }
        Matcher declaration = DECLARATION.matcher(statement);
        if (declaration.matches()) {
            names.add(declaration.group(2));
            return declaration.group(1) + "\n";
        }
        if (LEFT.matcher(statement).matches()) {
            throw unknown(file, statement);
        }
        return statement + "\n";
    }

    /** Takes names out of a module, of which the path is told as it is seen from a file. */
    private String taken(String names, String file, String path) {
        String needed = file.substring(0, file.lastIndexOf('/') + 1) + path;
        add(needed);
        return "const {%s} = %s;\n".formatted(names, variable(needed));
    }

    /** The name of the variable that holds what a file exports. */
    private static String variable(String file) {
        return "$" + file.substring(0, file.length() - ".js".length()).replaceAll("[/-]", "_");
    }

    private static IllegalArgumentException unknown(String file, String line) {
        return new IllegalArgumentException(file + ": cannot join '" + line + "'");
    }
}
