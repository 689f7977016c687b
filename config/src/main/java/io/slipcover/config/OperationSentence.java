package io.slipcover.config;

import org.jspecify.annotations.Nullable;

/** The sentence that tells developers of clients what an operation changes. It is made of what the lens file says. */
final class OperationSentence {
    private OperationSentence() {}

    /**
     * The sentence, in Markdown.
     *
     * @param name what the lens file calls the operation
     * @param words what the lens file says behind the name, without a mistake
     */
    static String of(String name, StepArguments words) {
        String sentence = sentence(name, words);
        return words.isTrue("mixed") || (name.equals("in") && isTrue(words.map(), "mixed"))
                ? withMixed(sentence)
                : sentence;
    }

    private static boolean isTrue(@Nullable StepArguments words, String key) {
        return words != null && words.isTrue(key);
    }

    private static String withMixed(String sentence) {
        String mixed = "some older documents have the newer form already";
        return sentence.endsWith(":")
                ? sentence.substring(0, sentence.length() - 1) + " (" + mixed + "):"
                : sentence + " S" + mixed.substring(1) + ".";
    }

    private static String sentence(String name, StepArguments words) {
        return switch (name) {
            case "rename" -> words.member("source") + " is called " + words.member("destination") + " now.";
            case "add" ->
                "%s is new. Documents that lack it get %s.".formatted(words.member("name"), words.value("default"));
            case "fill" ->
                "%s is in every document now. Documents that lack it get %s."
                        .formatted(words.member("name"), words.value("default"));
            case "copy" -> words.member("destination") + " is new, and is a copy of " + words.member("source") + ".";
            case "merge" -> merged(words);
            case "remove" -> removed(words);
            case "convert" -> ConvertSentence.of(words);
            case "hoist" -> "%s moves out of the object %s.".formatted(words.member("name"), words.member("host"));
            case "plunge" -> "%s moves into the object %s.".formatted(words.member("name"), words.member("host"));
            case "nest" -> moved(words, "All members whose names begin with %s move", "into");
            case "unnest" -> moved(words, "All members move", "out of");
            case "wrap" -> words.member("name") + " is a list now, and was one value.";
            case "head" -> words.member("name") + " is one value now, and was a list. The first element stays.";
            case "from-entries" ->
                "%s is an object now, and was a list. %s of an entry is the name of a member%s."
                        .formatted(words.member("name"), words.member("key"), entryValue(words));
            case "to-entries" ->
                "%s is a list now, and was an object. The name of a member is %s of an entry%s."
                        .formatted(words.member("name"), words.member("key"), memberValue(words));
            case "to-flags" ->
                "%s is an object now, and was a list of strings. Each string is the name of a member that is `true`."
                        .formatted(words.member("name"));
            case "from-flags" ->
                "%s is a list of strings now, and was an object. The strings are the names of the members that were `true`."
                        .formatted(words.member("name"));
            case "split" ->
                "%s is cut into %s, at %s."
                        .formatted(words.member("name"), words.members("into"), words.value("separator"));
            case "join" ->
                "%s are one string now, %s, with %s between them."
                        .formatted(words.members("names"), words.member("into"), words.value("separator"));
            case "in" -> inside(words);
            case "when" -> "Where " + ConditionWords.of(words) + ":";
            case "everywhere" -> "In every object, at any depth, where " + ConditionWords.of(words) + ":";
            case "jsonata" ->
                "The JSONata expression %s makes the newer document, and %s makes the older one."
                        .formatted(words.text("forward"), words.text("backward"));
            case "java" -> "The Java class " + words.text("class") + " makes the newer document, and the older one.";
            default -> throw new IllegalArgumentException("no sentence tells of the operation " + name);
        };
    }

    private static String merged(StepArguments words) {
        return "%s stands for %s now. Of several, the first counts."
                .formatted(words.member("into"), words.members("names"));
    }

    private static String removed(StepArguments words) {
        String gone = words.member("name") + " is gone.";
        return words.has("default") ? gone + " Older clients read " + words.value("default") + "." : gone;
    }

    private static String moved(StepArguments words, String withPrefix, String way) {
        String move = which(words, withPrefix) + " " + way + " the object " + words.member("host") + ".";
        return words.has("prefix")
                ? move + " Inside, the names lack the beginning " + words.text("prefix") + "."
                : move;
    }

    private static String which(StepArguments words, String withPrefix) {
        if (words.has("names")) {
            return words.members("names") + (words.names("names").size() == 1 ? " moves" : " move");
        }
        if (words.has("except")) {
            return "All members but " + words.members("except") + " move";
        }
        return words.has("matching")
                ? "All members whose names match " + words.text("matching") + " move"
                : withPrefix.formatted(words.text("prefix"));
    }

    private static String entryValue(StepArguments words) {
        return words.has("value") ? ", and " + words.member("value") + " is the member's value" : "";
    }

    private static String memberValue(StepArguments words) {
        return words.has("value") ? ", and the member's value is " + words.member("value") : "";
    }

    private static String inside(StepArguments words) {
        StepArguments map = words.map();
        if (map == null) {
            return "Inside " + words.member("name") + ":";
        }
        return "In each %s of %s%s:"
                .formatted(
                        map.isTrue("values") ? "value" : "element",
                        words.member("name"),
                        map.has("as") ? ", which is called " + map.member("as") + " here" : "");
    }
}
