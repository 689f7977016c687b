package io.slipcover.config;

import io.slipcover.config.YamlValue.Mapping;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the address for operators, the key {@code admin}: an address, or a map of an address, a token, TLS and a file. */
final class AdminReader {
    private static final String KEY = "admin";
    private static final String LISTEN = "listen";
    private static final String TOKEN = "token";
    private static final String TLS = "tls";
    private static final String HISTORY = "history";

    /** RFC 6750, section 2.1, and long enough that nobody guesses it. */
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]{16,}=*");

    private AdminReader() {}

    /**
     * The address; null where the file names none, or where something is wrong with it, which is reported.
     *
     * @param folder where relative names of files begin
     */
    static @Nullable Admin read(Fields file, ServerTlsReader tls, Path folder) {
        YamlValue value = file.optional(KEY);
        if (value instanceof Mapping) {
            Fields fields = file.fields(KEY, value);
            return fields == null ? null : fromMap(fields, tls, folder);
        }
        Address listen = file.parsed(KEY, value, file.string(KEY, Address.EXPECTED, value), Address::parse);
        return listen == null || value == null ? null : checked(file, KEY, value, new Admin(listen, null));
    }

    private static @Nullable Admin fromMap(Fields fields, ServerTlsReader tlsReader, Path folder) {
        YamlValue listenValue = fields.required(LISTEN);
        Address listen = fields.parsed(
                LISTEN, listenValue, fields.string(LISTEN, Address.EXPECTED, listenValue), Address::parse);
        YamlValue tokenValue = fields.optional(TOKEN);
        String token = fields.label(TOKEN, tokenValue);
        YamlValue tlsValue = fields.optional(TLS);
        ServerTls tls = tlsReader.withoutHttp2(fields.fields(TLS, tlsValue));
        YamlValue historyValue = fields.optional(HISTORY);
        Path history = fields.parsed(
                HISTORY,
                historyValue,
                fields.name(HISTORY, historyValue),
                name -> folder.resolve(name).normalize());
        fields.finish();
        if ((tokenValue != null && token == null) || (tlsValue != null && tls == null)) {
            return null;
        }
        if (tokenValue != null && token != null && !BEARER.matcher(token).matches()) {
            // The message does not show the token.
            fields.report(
                    tokenValue.place(), "token: expected 16 characters or more, of A-Z, a-z, 0-9 and any of ._~+/-");
            return null;
        }
        return listen == null || listenValue == null
                ? null
                : checked(fields, LISTEN, listenValue, new Admin(listen, token, tls, history));
    }

    private static @Nullable Admin checked(Fields fields, String name, YamlValue value, Admin admin) {
        if (!admin.isOpenToStrangers()) {
            if (admin.answersStrangers()) {
                fields.warn(
                        value.place(),
                        name + ": whoever reaches '" + admin.listen()
                                + "' may ask, since TLS alone keeps nobody out; a 'token' does, or 'client-certificates: required' in 'tls'");
            }
            return admin;
        }
        fields.report(value.place(), name + ": " + strangers(admin.listen()));
        return null;
    }

    /** What is said of an address that strangers can reach. */
    static String strangers(Address listen) {
        return "expected a loopback address such as 127.0.0.1:5987, or a 'token' or 'tls' beside 'listen', found '"
                + listen + "', which others may reach";
    }
}
