const VERSION = /^v?(0|[1-9][0-9]{0,8})(?:\.(0|[1-9][0-9]{0,8})(?:\.(0|[1-9][0-9]{0,8})(?:\.[0-9]+)?)?)?(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/** The three numbers of a client version, whose prerelease and build parts do not count; undefined where the text is none. */
export function parseVersion(text) {
  const parts = VERSION.exec(String(text).trim());
  return parts === null ? undefined : [1, 2, 3].map((part) => Number(parts[part] || 0));
}

function compareVersions(one, other) {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/**
 * Whether one of the intervals holds a version.
 *
 * @param intervals each with `from`, the first version in it, and `below`, the first behind it; either may be missing
 */
export function holdsVersion(intervals, version) {
  return intervals.some(({ from, below }) => (!from || compareVersions(version, from) >= 0)
      && (!below || compareVersions(version, below) < 0));
}
