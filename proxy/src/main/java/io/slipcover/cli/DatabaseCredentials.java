package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name and a password for CouchDB: those of {@code COUCHDB_USER} and {@code COUCHDB_PASSWORD}, or those that a netrc file has for the host.
 * The file is the one that {@code NETRC} names, or {@code .netrc} in the home folder.
 */
record DatabaseCredentials(String user, String password) {

    /** The credentials for a host; null where there are none. */
    static @Nullable DatabaseCredentials of(String host, Map<String, String> environment) throws IOException {
        String user = environment.get("COUCHDB_USER");
        if (user != null && !user.isEmpty()) {
            return new DatabaseCredentials(user, environment.getOrDefault("COUCHDB_PASSWORD", ""));
        }
        String named = environment.get("NETRC");
        String home = environment.get("HOME");
        Path file = named != null ? Path.of(named) : home != null ? Path.of(home, ".netrc") : null;
        return file == null || !Files.isRegularFile(file) ? null : ofNetrc(Files.readString(file), host);
    }

    /** The entry of a netrc file for a host, or its {@code default}. */
    static @Nullable DatabaseCredentials ofNetrc(String netrc, String host) {
        DatabaseCredentials found = null;
        boolean own = false;
        String user = "";
        String[] words = netrc.replaceAll("(?m)^\\s*#.*$", "").strip().split("\\s+", -1);
        for (int index = 0; index < words.length; index++) {
            String next = index + 1 < words.length ? words[index + 1] : "";
            switch (words[index]) {
                case "machine" -> {
                    own = next.equals(host);
                    user = "";
                    index++;
                }
                case "default" -> {
                    own = found == null;
                    user = "";
                }
                case "login" -> {
                    user = next;
                    index++;
                }
                case "password" -> {
                    if (own && found == null) {
                        found = new DatabaseCredentials(user, next);
                    }
                    index++;
                }
                case "account" -> index++;
                default -> {}
            }
        }
        return found;
    }

    /** The value of the header {@code Authorization}. */
    String header() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "DatabaseCredentials[user=" + user + "]";
    }
}
