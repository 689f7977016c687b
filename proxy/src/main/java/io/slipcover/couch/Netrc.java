package io.slipcover.couch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The logins in a netrc file, as {@code curl} and {@code ftp} read it: {@code machine HOST login NAME password PASSWORD}. Words may stand on
 * several lines and in quotation marks. {@code default} is for every host that no entry before it names.
 */
final class Netrc {
    /** A comment, which begins a word; a word in quotation marks; any other word. */
    private static final Pattern WORD = Pattern.compile("(#[^\\n]*)|\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");

    private static final Pattern MACRO = Pattern.compile("(?ms)^\\s*macdef\\b.*?(?:\\n\\s*\\n|\\z)");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String machine, Login login) {
        boolean isFor(String host) {
            return machine.isEmpty() || machine.equalsIgnoreCase(host);
        }
    }

    private Netrc() {}

    static Netrc read(Path file) throws IOException {
        return of(Files.readString(file));
    }

    static Netrc of(String text) {
        Netrc netrc = new Netrc();
        List<String> words = words(MACRO.matcher(text).replaceAll(""));
        int index = 0;
        while (index < words.size()) {
            String machine = null;
            if (words.get(index).equals("default")) {
                machine = "";
            } else if (words.get(index).equals("machine") && index + 1 < words.size()) {
                index++;
                machine = words.get(index);
            }
            index++;
            if (machine == null) {
                continue;
            }
            String user = "";
            String password = "";
            while (index + 1 < words.size() && !isBeginning(words.get(index))) {
                switch (words.get(index)) {
                    case "login" -> user = words.get(index + 1);
                    case "password" -> password = words.get(index + 1);
                    default -> {
                        // "account", which nothing here needs.
                    }
                }
                index += 2;
            }
            netrc.entries.add(new Entry(machine, new Login(user, password)));
        }
        return netrc;
    }

    private static boolean isBeginning(String word) {
        return word.equals("machine") || word.equals("default");
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            if (matcher.group(2) != null) {
                words.add(ESCAPED.matcher(matcher.group(2)).replaceAll("$1"));
            } else if (matcher.group(3) != null) {
                words.add(matcher.group(3));
            }
        }
        return words;
    }

    /** The login for a host, where the file has one. */
    Optional<Login> loginFor(String host) {
        return entries.stream()
                .filter(entry -> entry.isFor(host))
                .map(Entry::login)
                .findFirst();
    }
}
