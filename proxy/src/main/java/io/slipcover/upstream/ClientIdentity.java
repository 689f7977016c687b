package io.slipcover.upstream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who a request is from, as far as it takes to send all requests of one client to one node: a number that is the same for all connections of
 * a client and in every Slipcover. Nobody has checked the name, and nothing but the choice of the node may depend on it.
 *
 * <p>A client is a user: the name in Basic credentials, in CouchDB's cookie, in a JSON web token or in the header of CouchDB's proxy
 * authentication. Any other token stands for itself. Who has none of these is known by the address.
 */
public record ClientIdentity(long number) {
    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";
    private static final String COOKIE = "AuthSession";
    private static final String PROXY_USER = "x-auth-couchdb-username";
    private static final JsonName SUBJECT = JsonName.of("sub");

    /**
     * The identity of the client who sent these headers.
     *
     * @param address where the client is, which is asked where the headers name nobody
     */
    public static ClientIdentity of(HttpHeaders headers, Supplier<String> address) {
        String credentials = headers.get(HttpHeaderNames.AUTHORIZATION);
        if (credentials != null) {
            String user = startsWith(credentials, BASIC) ? basicUser(credentials.substring(BASIC.length())) : null;
            if (user != null) {
                return user(user);
            }
        }
        String cookieUser = cookieUser(headers.get(HttpHeaderNames.COOKIE));
        if (cookieUser != null) {
            return user(cookieUser);
        }
        String proxyUser = headers.get(PROXY_USER);
        if (proxyUser != null) {
            return user(proxyUser);
        }
        if (credentials != null) {
            String subject = startsWith(credentials, BEARER) ? subject(credentials.substring(BEARER.length())) : null;
            return subject == null ? numbered("token", credentials) : user(subject);
        }
        return numbered("address", address.get());
    }

    private static boolean startsWith(String credentials, String scheme) {
        return credentials.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static ClientIdentity user(String name) {
        return numbered("user", name);
    }

    private static ClientIdentity numbered(String kind, String name) {
        return new ClientIdentity(Scatter.of(kind + ' ' + name));
    }

    private static @Nullable String basicUser(String encoded) {
        return untilColon(decoded(Base64.getDecoder(), encoded.strip()));
    }

    /** CouchDB's cookie is {@code NAME:TIME:SIGNATURE}. */
    private static @Nullable String cookieUser(@Nullable String header) {
        if (header == null || !header.contains(COOKIE)) {
            return null;
        }
        for (Cookie cookie : ServerCookieDecoder.LAX.decodeAll(header)) {
            if (cookie.name().equals(COOKIE) && !cookie.value().isEmpty()) {
                String user = untilColon(decoded(Base64.getUrlDecoder(), cookie.value()));
                if (user != null) {
                    return user;
                }
            }
        }
        return null;
    }

    /** A JSON web token is {@code HEADER.PAYLOAD.SIGNATURE}. CouchDB takes the member {@code sub} of the payload for the user's name. */
    private static @Nullable String subject(String token) {
        int from = token.indexOf('.') + 1;
        int to = token.indexOf('.', from);
        if (from == 0 || to < 0) {
            return null;
        }
        byte[] payload = decoded(Base64.getUrlDecoder(), token.substring(from, to));
        if (payload == null) {
            return null;
        }
        try {
            return JsonObject.parse(payload, 0, payload.length).string(SUBJECT);
        } catch (JsonFormatException noToken) {
            return null;
        }
    }

    private static @Nullable String untilColon(byte @Nullable [] decoded) {
        if (decoded == null) {
            return null;
        }
        String text = new String(decoded, StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        return colon <= 0 ? null : text.substring(0, colon);
    }

    private static byte @Nullable [] decoded(Base64.Decoder decoder, String encoded) {
        try {
            return decoder.decode(encoded);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
