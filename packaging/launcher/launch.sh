# shellcheck shell=bash
# Runs Slipcover. The scripts named "slipcover" read this file when they know where the program is.
#
# What such a script has set:
#   program   the jar
#   others    further jars, separated by colons, or nothing
# and "$@" is what Slipcover's command line gets.

if [ -n "${JAVA_HOME-}" ]; then
    java=$JAVA_HOME/bin/java
else
    java=$(command -v java || true)
fi
if [ ! -x "$java" ]; then
    echo "slipcover: no Java found: set JAVA_HOME, or put java (17 or newer) on the PATH" >&2
    exit 1
fi

# shellcheck disable=SC2154 # The script that reads this file has set both.
class_path=$program further=$others
for jars in "$further" "${CLASSPATH-}"; do
    if [ -n "$jars" ]; then
        class_path+=:$jars
    fi
done

# Whether the archive of classes can be used: it was made by the same JVM and, before Java 19, for a jar that stood where the program
# stands. Another JVM would do without any archive, even its own.
archive=${program%.jar}.jsa
made_by=${program%.jar}.java
archive_fits() {
    local place
    [ -f "$archive" ] && cmp -s "$made_by/release" "$(folder_of "$java")/../release" || return 1
    [ -f "$made_by/place" ] || return 0
    place=$(cat "$made_by/place")
    [ "$place" = "$program" ]
}

# The JVM looks for itself whether the jar is still that of the archive; the last two options keep it from saying so.
archived=()
if archive_fits; then
    archived=("-XX:SharedArchiveFile=$archive" -Xshare:auto '-Xlog:cds=off' '-Xlog:cds+dynamic=off')
fi

# Where the heap is to be small, the default collector's own tables, a heap that begins at its limit, and what malloc keeps for each thread
# are a quarter of all memory.
small=()
case " ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${JAVA_OPTS-} " in
    *-XX:+Use[A-Z]*GC' '* | *-Xms*) ;;
    *' -Xmx'[0-9][0-9]m' '* | *' -Xmx'[0-9][0-9][0-9]m' '*)
        small=(-XX:+UseSerialGC -Xms8m)
        export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX-1}
        ;;
esac

# JAVA_OPTS holds several options, separated by spaces.
# shellcheck disable=SC2086
exec "$java" ${archived[@]+"${archived[@]}"} ${small[@]+"${small[@]}"} --enable-native-access=ALL-UNNAMED ${JAVA_OPTS-} -cp "$class_path" io.slipcover.cli.Slipcover "$@"
