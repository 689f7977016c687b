package io.slipcover.admin;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names under which a browser on this machine may reach an address that asks for no token. A page of a stranger's can have its own name
 * lead to this machine, and the browser then lets the page read what is answered. So the header {@code Host} has to hold an address, or
 * {@code localhost}: no stranger owns these.
 */
final class OwnName {
    private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.%]+])(:\\d{1,5})?");
    private static final Pattern LOCALHOST = Pattern.compile("([a-z0-9-]+\\.)*localhost\\.?(:\\d{1,5})?");

    private OwnName() {}

    /** @param host the header {@code Host} */
    static boolean isOne(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return ADDRESS.matcher(lower).matches() || LOCALHOST.matcher(lower).matches();
    }
}
