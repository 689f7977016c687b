package io.slipcover.dispatch;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The header {@code Host} of a request (RFC 9112, section 3.2). Every request of HTTP/1.1 has one, and no request has two. */
final class HostHeader {
    /** The characters of a name beside letters and digits (RFC 3986, section 3.2.2). */
    private static final String OF_NAMES = "-._~%!$&'()*+;=";

    private static final int LONGEST = 255;

    private HostHeader() {}

    /** Whether the request says once, and soundly, whom it is for. */
    static boolean isSound(HttpRequest request) {
        Iterator<String> hosts = request.headers().valueStringIterator(HttpHeaderNames.HOST);
        if (!hosts.hasNext()) {
            return !request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        }
        String host = hosts.next();
        String authority = authority(request.uri());
        return !hosts.hasNext() && (host.isEmpty() || isHost(host)) && (authority == null || isHost(authority));
    }

    /** Lets an absolute target decide whom the request is for, whatever the header says (RFC 9112, section 3.2.2). */
    static void follow(String target, HttpHeaders headers) {
        String authority = authority(target);
        if (authority != null) {
            headers.set(HttpHeaderNames.HOST, authority);
        }
    }

    /** The host of an absolute target, without the user that may stand before it, as CouchDB takes no notice of the user. */
    private static @Nullable String authority(String target) {
        if (target.startsWith("/") || target.equals("*")) {
            return null;
        }
        int from = target.indexOf("://") + 3;
        int to = from;
        while (to < target.length() && "/?#".indexOf(target.charAt(to)) < 0) {
            to++;
        }
        return target.substring(Math.max(from, target.lastIndexOf('@', to - 1) + 1), to);
    }

    /** Whether the text is a name, an address, or an address of IPv6 in brackets, perhaps with a port. */
    private static boolean isHost(String text) {
        int colon = text.indexOf(':', Math.max(0, text.indexOf(']')));
        int end = colon < 0 ? text.length() : colon;
        if (end == 0 || end > LONGEST) {
            return false;
        }
        boolean bracketed = text.charAt(0) == '[';
        if (bracketed && (end < 4 || text.charAt(end - 1) != ']')) {
            return false;
        }
        for (int index = bracketed ? 1 : 0; index < (bracketed ? end - 1 : end); index++) {
            char character = text.charAt(index);
            if (!(bracketed ? isOfAddress(character) : isOfName(character))) {
                return false;
            }
        }
        for (int index = end + 1; index < text.length(); index++) {
            if (text.charAt(index) < '0' || text.charAt(index) > '9' || index > end + 5) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfAddress(char character) {
        return character == ':' || character == '.' || (character < 128 && Character.digit(character, 16) >= 0);
    }

    private static boolean isOfName(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || OF_NAMES.indexOf(character) >= 0;
    }
}
