package io.slipcover.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * The version that a client names: a semantic version. Minor and patch may be left out: {@code 2} and {@code 2.1} are
 * versions as {@code 2.1.0} is one. Prerelease and build parts are dropped, so that beta testers are served;
 * so is a fourth number, which Android and .NET have for the build.
 */
public final class ClientVersion {

    /** The order of versions, the oldest first. */
    public static final Comparator<ClientVersion> ASCENDING = Comparator.comparing(ClientVersion::semver);

    private static final String NUMBER = "(0|[1-9][0-9]{0,8})";
    private static final String PARTS = "[0-9A-Za-z.-]+";
    private static final int LONGEST = 256;
    private static final Pattern VERSION = Pattern.compile("v?" + NUMBER + "(?:\\." + NUMBER + "(?:\\." + NUMBER
            + "(?:\\.[0-9]+)?)?)?" + "(?:-" + PARTS + ")?(?:\\+" + PARTS + ")?");

    private final Semver semver;

    private ClientVersion(Semver semver) {
        this.semver = semver;
    }

    /**
     * Reads a version such as {@code 2}, {@code 2.1}, {@code 2.1.0-beta.1+56} or {@code 2.1.0.4}; a {@code v} in front and whitespace around it are
     * allowed.
     *
     * @throws IllegalArgumentException where the text is no such version
     */
    public static ClientVersion parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "found " + text.length() + " characters, expected a client version like 2, 2.1 or 2.1.0");
        }
        Matcher matcher = VERSION.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text.strip() + "' is no client version; expected one like 2, 2.1 or 2.1.0");
        }
        return new ClientVersion(
                Semver.create(number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3))));
    }

    static ClientVersion of(int major, int minor, int patch) {
        return new ClientVersion(Semver.create(major, minor, patch));
    }

    /** Major, minor and patch. */
    public List<Integer> numbers() {
        return List.of(semver.getMajor(), semver.getMinor(), semver.getPatch());
    }

    Semver semver() {
        return semver;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientVersion that && semver.equals(that.semver);
    }

    @Override
    public int hashCode() {
        return semver.hashCode();
    }

    /** The version with all three numbers. */
    @Override
    public String toString() {
        return semver.getVersion();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
