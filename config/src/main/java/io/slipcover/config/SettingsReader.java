package io.slipcover.config;

import io.slipcover.catalog.ClientVersion;
import io.slipcover.catalog.Databases;
import io.slipcover.catalog.Policy;
import io.slipcover.config.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads what the proxy is told besides its catalog. */
final class SettingsReader {
    /** RFC 9110, section 5.6.2. */
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** The names that CouchDB allows, with what stands for other characters in a glob. */
    private static final Pattern DATABASES = Pattern.compile("[a-z_*?][a-z0-9_$()+/*?-]*");

    private final Fields file;
    private final Problems problems;
    private final IdentityReader identities;
    private Place whenAbsentPlace;

    /**
     * @param identities reads the files of certificates
     */
    SettingsReader(Fields file, Problems problems, IdentityReader identities) {
        this.file = file;
        this.problems = problems;
        this.identities = identities;
        this.whenAbsentPlace = file.place();
    }

    /** Where the version of clients that tell none stands, once the settings were read. */
    Place whenAbsentPlace() {
        return whenAbsentPlace;
    }

    /**
     * The settings; where something is wrong, which is reported, its default stands for it.
     *
     * @param onRefused what happens to a document that cannot be upgraded
     */
    Settings read(Policy onRefused) {
        Address listen = address("listen");
        List<Upstream> upstreams = upstreams();
        Admin admin = AdminReader.read(file, new ServerTlsReader(problems, identities), identities.folder());
        Integer eventLoops = file.integer("event-loops", file.optional("event-loops"), 1);
        ClientVersionRules clientVersion = clientVersion();
        List<Network> trustedProxies = each("trusted-proxies", file.optional("trusted-proxies"), Network::parse);
        Integer findSortLimit = file.integer("find-sort-limit", file.optional("find-sort-limit"), 0);
        Limits limits = LimitsReader.read(file.fields("limits", file.optional("limits")));
        Timeouts timeouts = TimeoutsReader.read(file.fields("timeouts", file.optional("timeouts")));
        Health health = HealthReader.read(file.fields("health", file.optional("health")));
        Transmission transmission = TransmissionReader.read(file, problems, identities);
        Operations operations = new OperationsReader(file).read();
        return new Settings(
                listen == null ? Settings.DEFAULT_LISTEN : listen,
                upstreams.isEmpty() ? List.of(Settings.DEFAULT_UPSTREAM) : upstreams,
                admin,
                eventLoops == null ? 0 : eventLoops,
                clientVersion,
                trustedProxies,
                findSortLimit == null ? Settings.DEFAULT_FIND_SORT_LIMIT : findSortLimit,
                limits,
                timeouts,
                health,
                transmission,
                operations,
                new QuarantineReader(file).read(onRefused),
                Boolean.TRUE.equals(file.flag("always-look-up-bases")));
    }

    private @Nullable Address address(String name) {
        YamlValue value = file.optional(name);
        return file.parsed(name, value, file.string(name, Address.EXPECTED, value), Address::parse);
    }

    private List<Upstream> upstreams() {
        YamlValue value = file.optional("upstream");
        if (value instanceof Sequence sequence) {
            if (sequence.elements().isEmpty()) {
                file.expected("upstream", "one URL or more", value);
            }
            return each("upstream", value, Upstream::parse);
        }
        Upstream one = file.parsed(
                "upstream",
                value,
                file.string("upstream", Upstream.EXPECTED + " or a list of them", value),
                Upstream::parse);
        return one == null ? List.of() : List.of(one);
    }

    /** The databases whose documents are rewritten. */
    Databases databases() {
        YamlValue value = file.optional("databases");
        if (value == null) {
            return Databases.all();
        }
        int before = problems.count();
        List<String> globs = each("databases", value, Function.identity());
        if (value instanceof Sequence sequence) {
            sequence.elements().forEach(this::checkGlob);
        }
        if (globs.isEmpty() && problems.count() == before) {
            file.report(value.place(), "databases: expected one at least; left out, it is every database");
        }
        return Databases.matching(globs);
    }

    /** Warns of a glob that no name of CouchDB's can match. */
    private void checkGlob(YamlValue element) {
        String glob = element instanceof YamlValue.Scalar scalar ? scalar.text() : "";
        if (!glob.isEmpty() && !DATABASES.matcher(glob).matches()) {
            problems.warn(
                    element.place(),
                    "databases: no database is called '%s', since names have a-z, 0-9 and any of _$()+-/ and begin with a letter"
                            .formatted(glob));
        }
    }

    /** What a replica meets at a document that cannot be rewritten: one of the policies that are possible there. */
    Policy policy(String name, Policy... possible) {
        Policy policy = file.choice(name, possible);
        return policy == null ? Policy.STOP : policy;
    }

    /** What a parser makes of each string of a list. */
    private <T> List<T> each(String name, @Nullable YamlValue value, Function<String, T> parser) {
        List<T> parsed = new ArrayList<>();
        List<YamlValue> elements = file.list(name, value);
        if (elements != null) {
            for (YamlValue element : elements) {
                T result = file.parsed(name, element, file.name(name, element), parser);
                if (result != null) {
                    parsed.add(result);
                }
            }
        }
        return parsed;
    }

    private ClientVersionRules clientVersion() {
        Fields fields = file.fields("client-version", file.optional("client-version"));
        if (fields == null) {
            return new ClientVersionRules(ClientVersionRules.DEFAULT_HEADER, false, List.of(), null);
        }
        YamlValue headerValue = fields.optional("header");
        String header = fields.string("header", headerValue);
        if (headerValue != null
                && header != null
                && !HEADER_NAME.matcher(header).matches()) {
            fields.expected("header", "the name of an HTTP header", headerValue);
        }
        Boolean pathPrefix = fields.flag("path-prefix");
        List<UserAgentRule> userAgents = new ArrayList<>();
        List<YamlValue> rules = fields.list("user-agent", fields.optional("user-agent"));
        if (rules != null) {
            for (YamlValue rule : rules) {
                UserAgentRule read = userAgentRule(rule);
                if (read != null) {
                    userAgents.add(read);
                }
            }
        }
        YamlValue absent = fields.optional("when-absent");
        ClientVersion whenAbsent =
                fields.parsed("when-absent", absent, fields.label("when-absent", absent), ClientVersion::parse);
        whenAbsentPlace = fields.placeOf("when-absent");
        if (absent instanceof YamlValue.Scalar scalar && whenAbsent != null) {
            warnOfDroppedParts("client-version: when-absent", scalar, whenAbsent);
        }
        fields.finish();
        return new ClientVersionRules(
                header == null ? ClientVersionRules.DEFAULT_HEADER : header,
                Boolean.TRUE.equals(pathPrefix),
                userAgents,
                whenAbsent);
    }

    /** Warns of a version with parts that Slipcover drops before it looks for the release. */
    private void warnOfDroppedParts(String subject, YamlValue.Scalar scalar, ClientVersion read) {
        String text = scalar.text().strip();
        if (text.contains("-")
                || text.contains("+")
                || text.chars().filter(letter -> letter == '.').count() > 2) {
            problems.warn(
                    scalar.place(),
                    "%s: '%s' counts as %s, since Slipcover drops prerelease and build parts and a fourth number; write \"%3$s\""
                            .formatted(subject, text, read));
        }
    }

    private @Nullable UserAgentRule userAgentRule(YamlValue rule) {
        Fields fields = Fields.of("client-version: user-agent", rule.place(), rule, problems);
        if (fields == null) {
            return null;
        }
        YamlValue patternValue = fields.required("pattern");
        Pattern pattern =
                fields.parsed("pattern", patternValue, fields.name("pattern", patternValue), SettingsReader::pattern);
        YamlValue versionValue = fields.required("version");
        String version = fields.label("version", versionValue);
        UserAgentRule read = null;
        if (pattern != null) {
            read = fields.parsed("version", versionValue, version, text -> new UserAgentRule(pattern, text));
        }
        fields.finish();
        return read;
    }

    private static Pattern pattern(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "expected a regular expression, found '" + expression + "': " + e.getDescription() + " at "
                            + (e.getIndex() + 1),
                    e);
        }
    }
}
