package io.slipcover.admin;

import java.util.ArrayList;
import java.util.List;

/** The page for operators: releases, types, failures and the configuration. */
public final class OperatorsPage {
    private static final List<String> SCRIPTS = List.of(
            "main.js", "ask.js", "elements.js", "usage.js", "chart.js", "types.js", "failures.js", "configuration.js");

    private OperatorsPage() {}

    /** The files of the page. What it shows, it asks for. */
    public static List<PageFile> files() {
        List<PageFile> files = new ArrayList<>();
        files.add(PageFile.html("/", OperatorsPage.class, "page/index.html"));
        files.add(PageFile.css("/page/style.css", OperatorsPage.class, "page/style.css"));
        files.add(new PageFile("/page/icon.svg", "image/svg+xml", OperatorsPage.class, "page/icon.svg"));
        SCRIPTS.forEach(name -> files.add(PageFile.script("/page/" + name, OperatorsPage.class, "page/" + name)));
        return files;
    }
}
