package io.slipcover.admin;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.slipcover.config.Address;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as the headers tell. A browser of an operator may be asked to ask by a page of a stranger's: such a page can send a form
 * here, and it can have the name of its own site lead here (DNS rebinding). Browsers tell of both in headers that no page can set.
 */
record Asker(HttpHeaders headers) {
    private static final String ANY_PORT = ":0";

    /** Whether the header {@code Host} names this machine, as no site of a stranger's does. */
    boolean namesThisMachine() {
        String host = host();
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        try {
            return Address.parse(hasPort ? host : host + ANY_PORT).isLoopback();
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** The refusal of a body that does not come from a page of ours or from a program; null where there is none. */
    @Nullable
    AdminAnswer refusalOfBody() {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
        int parameters = type.indexOf(';');
        String media = parameters < 0 ? type : type.substring(0, parameters);
        if (!media.strip().equalsIgnoreCase("application/json")) {
            return AdminAnswer.error(415, "bad_content_type", "Content-Type has to be application/json");
        }
        return isFromElsewhere() ? AdminAnswer.error(403, "forbidden", "only a page of this address may ask") : null;
    }

    private boolean isFromElsewhere() {
        String site = headers.get("Sec-Fetch-Site");
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        return (site != null && !site.equals("same-origin")) || (origin != null && !isOwn(origin));
    }

    private boolean isOwn(String origin) {
        int authority = origin.indexOf("://");
        return authority >= 0
                && origin.substring(authority + 3).toLowerCase(Locale.ROOT).equals(host());
    }

    private String host() {
        return headers.get(HttpHeaderNames.HOST, "").strip().toLowerCase(Locale.ROOT);
    }
}
