package io.slipcover.couch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where credentials come from. */
final class NetrcTest {
    @TempDir
    private Path folder;

    private static Login login(String text, String host) {
        return Netrc.of(text).loginFor(host).orElse(null);
    }

    @Test
    void entries_areFoundByTheirHost_inAnyLayout() {
        String text = """
                # machine one login commented password out
                machine one login ann password secret
                machine two
                    login "bob smith"   # he himself
                    account unused
                    password "a \\"quoted\\" one"
                macdef init
                machine three login macro password macro

                default login guest password all
                """;

        assertThat(login(text, "one")).isEqualTo(new Login("ann", "secret"));
        assertThat(login(text, "TWO")).isEqualTo(new Login("bob smith", "a \"quoted\" one"));
        assertThat(login(text, "three")).isEqualTo(new Login("guest", "all"));
    }

    @Test
    void aFileWithoutTheHost_hasNoLogin() {
        assertThat(login("machine one login ann password secret", "two")).isNull();
        assertThat(login("machine", "two")).isNull();
        assertThat(login("", "two")).isNull();
    }

    @Test
    void aLogin_doesNotTellItsPassword() {
        assertThat(new Login("ann", "secret")).asString().isEqualTo("ann:…");
        assertThat(new Login("Aladdin", "open sesame").authorization()).isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void theNamedFile_isBeforeTheEnvironment_andThatIsBeforeTheUsualFile() throws IOException {
        Path named = Files.writeString(folder.resolve("named"), "machine h login named password p");
        Files.writeString(folder.resolve(".netrc"), "machine h login home password p");
        Map<String, String> environment =
                Map.of("COUCHDB_USER", "env", "COUCHDB_PASSWORD", "p", "HOME", folder.toString());

        assertThat(Logins.find(environment, named).authorization("h"))
                .hasValue(new Login("named", "p").authorization());
        assertThat(Logins.find(environment, null).authorization("h")).hasValue(new Login("env", "p").authorization());
        assertThat(Logins.find(Map.of("HOME", folder.toString()), null).authorization("h"))
                .hasValue(new Login("home", "p").authorization());
        assertThat(Logins.find(Map.of("HOME", folder.toString(), "NETRC", named.toString()), null)
                        .authorization("h"))
                .hasValue(new Login("named", "p").authorization());
        assertThat(Logins.find(Map.of(), null).authorization("h")).isEmpty();
    }
}
