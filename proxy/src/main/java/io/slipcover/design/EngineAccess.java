package io.slipcover.design;

/** How the functions of a made design document get at the engine's module. */
sealed interface EngineAccess {
    /** The text of a function that calls the original one with the view. */
    String function(FunctionKind kind, FunctionText original);

    /**
     * They require it, because it stands in their design document.
     *
     * @param path where it stands, such as {@code views/lib/slipcover}
     */
    record Required(String path) implements EngineAccess {
        @Override
        public String function(FunctionKind kind, FunctionText original) {
            return "(function () {\nreturn " + kind.call("require('" + path + "')", original) + ";\n})";
        }
    }

    /**
     * They bring it along, because their server or their kind of function knows no {@code require}.
     *
     * @param module the module's text
     */
    record Inlined(String module) implements EngineAccess {
        @Override
        public String function(FunctionKind kind, FunctionText original) {
            return "(function () {\nvar slipcover = {};\n(function (exports) {\n" + module
                    + "})(slipcover);\nreturn function () {\nreturn " + kind.call("slipcover", original)
                    + ";\n};\n})()";
        }
    }
}
