package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code slipcover}, with a Maven and a Java that only pretend. */
final class LauncherTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** What Maven 3.8 says, with the colours that Debian's says it in. */
    private static final String SOUND_BUILD = """
            printf '\\033[0m\\033[0m[INFO] Scanning for projects...\\n'
            echo '[WARNING] a warning'
            echo 'that goes on in the next line'
            echo '[INFO] Downloading from central: somewhere'
            echo 'Progress (1): 4 kB'
            echo '[INFO] Downloading from central: elsewhere'
            echo '[INFO] Building Slipcover: transformers 0.1.0-SNAPSHOT                    [2/4]'
            echo '[INFO] --- maven-compiler-plugin:3.16.0:compile (default-compile) @ slipcover-transformers ---'
            echo '[INFO] Building Slipcover: proxy 0.1.0-SNAPSHOT                    [4/4]'
            echo '[INFO] --- compiler:3.16.0:compile (default-compile) @ slipcover-proxy ---'
            echo '[INFO] --- shade:3.6.2:shade (default) @ slipcover-proxy ---'
            echo '[INFO] --- exec:3.6.2:exec (list-classes) @ slipcover-proxy ---'
            cat >/dev/null
            mkdir -p proxy/target && touch proxy/target/slipcover.jar
            """;

    private static final String FAILING_BUILD = """
            echo '[INFO] Building Slipcover: transformers 0.1.0-SNAPSHOT                    [2/4]'
            echo 'not for anybody'
            printf '[\\033[1;31mERROR\\033[m] Scanner.java:[7,5] cannot find symbol\\n'
            echo '  symbol: class Scaner'
            echo '[INFO] BUILD FAILURE'
            exit 1
            """;

    @TempDir
    private Path folder;

    private int status;
    private String stdout;
    private String stderr;

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectories(folder.resolve("packaging/launcher"));
        for (String file : List.of("slipcover", "packaging/launcher/launch.sh")) {
            Files.copy(ROOT.resolve(file), folder.resolve(file));
        }
        script("java/bin/java", "echo \"java: ${!#}\"; cat");
    }

    private void script(String name, String commands) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + commands);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void run(String input, String... arguments) throws Exception {
        ProcessBuilder command = new ProcessBuilder("./slipcover");
        command.command().addAll(List.of(arguments));
        command.directory(folder.toFile());
        command.environment().put("JAVA_HOME", folder.resolve("java").toString());
        command.environment().keySet().removeAll(List.of("JAVA_OPTS", "CLASSPATH"));
        Process process = command.redirectError(folder.resolve("stderr").toFile())
                .redirectOutput(folder.resolve("stdout").toFile())
                .start();
        process.getOutputStream().write(input.getBytes(UTF_8));
        process.getOutputStream().close();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        status = process.exitValue();
        stdout = Files.readString(folder.resolve("stdout"));
        stderr = Files.readString(folder.resolve("stderr"));
    }

    @Test
    void start_nothingBuilt_tellsEachStepOnStderr() throws Exception {
        script("mvnw", SOUND_BUILD);

        run("", "check");

        assertThat(status).isZero();
        assertThat(stdout).isEqualTo("java: check\n");
        assertThat(stderr.replaceAll(": +\\d+ s  ", ": … ")).isEqualTo("""
                slipcover: building the program, which happens once and takes one to three minutes
                slipcover: … fetching libraries and build tools (1 files so far)
                slipcover: … compiling transformers (2 of 4)
                slipcover: … compiling proxy (4 of 4)
                slipcover: … packing proxy
                slipcover: … archiving classes, for a quick start
                slipcover: … built
                """);
    }

    @Test
    void start_buildThatReadsItsInput_leavesTheInputToTheCommand() throws Exception {
        script("mvnw", SOUND_BUILD);

        run("{\"_id\":\"a\"}", "transform");

        assertThat(stdout).isEqualTo("java: transform\n{\"_id\":\"a\"}");
    }

    @Test
    void start_buildThatFails_showsItsErrorsAndRunsNothing() throws Exception {
        script("mvnw", FAILING_BUILD);

        run("", "check");

        assertThat(status).isOne();
        assertThat(stdout).isEmpty();
        assertThat(stderr).isEqualTo("""
                slipcover: building the program, which happens once and takes one to three minutes
                [ERROR] Scanner.java:[7,5] cannot find symbol
                  symbol: class Scaner
                slipcover: the build failed, see above
                """);
    }

    @Test
    void start_mavenThatCannotStart_showsWhatItSays() throws Exception {
        script("mvnw", "echo 'cannot fetch Maven' >&2; exit 1");

        run("", "check");

        assertThat(status).isOne();
        assertThat(stderr).contains("cannot fetch Maven\n");
    }

    @Test
    void start_everythingBuilt_saysNothing() throws Exception {
        script("mvnw", "echo built again; exit 1");
        Files.createDirectories(folder.resolve("proxy/target"));
        Files.createFile(folder.resolve("proxy/target/slipcover.jar"));

        run("", "check");

        assertThat(status).isZero();
        assertThat(stdout).isEqualTo("java: check\n");
        assertThat(stderr).isEmpty();
    }

    @Test
    void start_onlyTheProxyBuiltAndTheDemoAskedFor_buildsTheExample() throws Exception {
        script("mvnw", "echo \"$@\" >built");
        Files.createDirectories(folder.resolve("proxy/target"));
        Files.createFile(folder.resolve("proxy/target/slipcover.jar"));

        run("", "demo");

        assertThat(Files.readString(folder.resolve("built"))).contains(" -pl examples/todo ");
    }
}
