/**
 * A schema of two releases for tests of the plugin alone: release 2 calls a note's title `text`, gives it a priority, and has words for
 * its mood, of which release 1 knows two.
 */
const MOODS = [[0, 'calm'], [1, 'wild']];

function mood(value, from, to) {
  const pair = MOODS.find((one) => one[from - 1] === value);
  if (!pair) {
    throw Object.assign(new Error(`note ${from} to ${to}: convert mood: no pair`), { code: 'migration_failed', reason: 'no pair' });
  }
  return pair[to - 1];
}

export class StubSchema {
  releases = ['1', '2'];
  versionField = 'version';

  releaseOf(version) {
    const major = Number(version.split('.')[0]);
    return major === 1 ? '1' : major >= 2 ? '2' : undefined;
  }

  #from(document, release) {
    return document.type === 'note' ? document.version ?? Number(release) : undefined;
  }

  #led(document, from, to) {
    const result = {};
    for (const [name, value] of Object.entries(document)) {
      if (from < to && name === 'title') {
        result.text = value;
      } else if (from > to && name === 'text') {
        result.title = value;
      } else if (name === 'mood') {
        result.mood = mood(value, from, to);
      } else if (!(from > to && name === 'priority')) {
        result[name] = value;
      }
    }
    if (from < to) {
      result.priority ??= 0;
    }
    result.version = to;
    return result;
  }

  lead(document, { from, to }) {
    const version = this.#from(document, from);
    return version === undefined || version === Number(to) ? document : this.#led(document, version, Number(to));
  }

  put(view, { release, base, to }) {
    const led = this.lead(view, { from: release, to });
    return release < to && base ? { ...led, priority: base.priority } : led;
  }

  numbered(document, { release }) {
    return document.type === 'note' ? { ...document, version: Number(release) } : document;
  }
}
