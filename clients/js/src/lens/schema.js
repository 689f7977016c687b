import { putWithBase, sequenceFor } from './engine.js';
import { isAccepted, LensError, telling } from './errors.js';
import { Recognition } from './recognition.js';
import { holdsVersion, parseVersion } from './ranges.js';
import { areSame, asObject, copyOf, ownOf, toPlain } from './values.js';
import { mergeShownLists, mergeThree } from './whole.js';

/** The format of `slipcover lenses --json` that this engine reads. */
const FORMAT = 1;

/**
 * The schema of an app: leads documents from the shape of one release to that of another, as Slipcover does at the server.
 *
 * @param lenses what `slipcover lenses --json` writes
 * @param options `dateForms`: what `slipcover/dates` exports, where lenses convert dates; `jsonata`: the npm package of that name, version
 *     1, where lenses use it
 * @throws Error where the lenses cannot be used
 */
export function schema(lenses, options) {
  return new Schema(lenses, options === undefined ? {} : options);
}

class Schema {
  constructor(lenses, options) {
    if (lenses.slipcover !== FORMAT) {
      throw new Error('expected lenses in the format ' + FORMAT + ', as slipcover lenses --json writes it, found ' + lenses.slipcover);
    }
    this.lenses = lenses;
    this.options = options;
    this.releases = lenses.releases.map(({ name }) => name);
    this.recognition = new Recognition(lenses, versionsByType(lenses.releases));
    const { path, hidden } = lenses.version;
    this.versionField = path.length === 1 && !hidden && !lenses.version.spelling ? path[0] : undefined;
    this.sequences = new Map();
    this.compileAll();
  }

  /** Compiles every lens once, so that one which cannot be used is told now, and not at the first document. */
  compileAll() {
    const { versions } = this.recognition;
    Object.keys(versions).forEach((type) => this.path(type, versions[type][0], versions[type][versions[type].length - 1]));
  }

  /** The release that serves a client version; undefined for none. */
  releaseOf(version) {
    const parsed = parseVersion(version);
    const serving = parsed === undefined ? [] : this.lenses.releases.filter(({ clients }) => holdsVersion(clients, parsed));
    return serving.length === 0 ? undefined : serving[serving.length - 1].name;
  }

  /**
   * A document in the shape of another release. A document that neither of the releases rewrites is the same object again.
   *
   * @param document plain JSON, which is left alone
   * @param from the release in whose shape the document is, where the document itself does not tell its version; undefined: the rule of
   *     the configuration for such documents counts
   * @param to the release in whose shape it is wanted
   * @throws LensError where the document cannot be led
   */
  lead(document, { from, to }) {
    return orBareTombstone(document, () => this.leadOrFail(document, from, to));
  }

  leadOrFail(document, from, to) {
    const members = asObject(document).copy();
    const type = this.recognition.typeOf(members);
    const wanted = type === undefined ? undefined : this.versionIn(to, type);
    if (wanted === undefined || (from !== undefined && this.versionIn(from, type) === undefined)) {
      return document;
    }
    const version = this.versionOf(type, members, from);
    if (from !== undefined && version === wanted && areSame(this.defaults(from, type), this.defaults(to, type))) {
      return document;
    }
    if (from !== undefined) {
      this.stripDefaults(from, type, members);
    }
    this.leadMembers(type, members, version, wanted);
    if (version !== wanted || this.recognition.version.hidden) {
      telling(() => this.recognition.showInView(type, members, wanted), (failure) => failure.ofDocument(type, version, wanted));
    }
    this.fillDefaults(to, type, members);
    return toPlain(members);
  }

  /**
   * An edit of one release in the shape of another, with what that release does not show.
   *
   * @param view what was written, in the shape of `release`
   * @param release the release of the app that wrote it
   * @param base what was edited, in the shape of `to`; undefined: the document is new
   * @param to the release in whose shape the document is wanted
   * @throws LensError where the edit cannot be led
   */
  put(view, { release, base, to }) {
    return orBareTombstone(view, () => this.putOrFail(view, { release, base, to }));
  }

  putOrFail(view, { release, base, to }) {
    const written = asObject(view).copy();
    const type = this.recognition.typeOf(written);
    const target = type === undefined ? undefined : this.versionIn(to, type);
    if (target === undefined || this.versionIn(release, type) === undefined) {
      return view;
    }
    const own = this.versionOf(type, written, release);
    const stored = base === undefined ? null : asObject(base).copy();
    const isBase = stored !== null && stored.get('_deleted') !== true && this.recognition.typeOf(stored) === type;
    if (!isBase) {
      this.stripDefaults(release, type, written);
      this.leadMembers(type, written, own, target);
    } else {
      this.leadWithBase({ type, own, target, release, to }, written, stored);
    }
    this.recognition.showNumber(type, written, target);
    return toPlain(written);
  }

  leadWithBase({ type, own, target, release, to }, written, stored) {
    const ofBase = this.versionOf(type, stored, to);
    if (ofBase !== target) {
      this.leadMembers(type, stored, ofBase, target);
    }
    this.recognition.showNumber(type, stored, target);
    const seen = stored.copy();
    this.stripDefaults(to, type, seen);
    this.leadMembers(type, seen, target, own);
    const filled = seen.copy();
    this.fillDefaults(release, type, filled);
    if (this.recognition.haveSameBody(written, filled)) {
      takeBody(written, stored);
      return;
    }
    this.stripDefaults(release, type, written, seen);
    if (own < target) {
      this.recognition.showNumber(type, written, target);
      this.leading(type, own, target, (path) => putWithBase(path, stored, written));
      this.leadMembers(type, written.copy(), target, own);
    } else if (own > target) {
      this.putDown(type, own, target, written, stored, seen);
    }
  }

  /** Leads an edit down beside its base: what the base has and the newer side does not show stays. */
  putDown(type, own, target, written, stored, seen) {
    const ancestor = seen.copy();
    const edit = written.copy();
    const led = written.copy();
    this.leadMembers(type, led, own, target);
    this.recognition.showNumber(type, led, target);
    this.leadMembers(type, ancestor, own, target);
    this.recognition.showNumber(type, ancestor, target);
    takeBody(written, this.besideBase({ type, own, target, edit }, led, mergeThree(ancestor, led, stored, mergeShownLists)));
  }

  /** The merged document, or as many of its members as do not change what the newer side sees of the edit. */
  besideBase({ type, own, target, edit }, led, merged) {
    const alone = this.shownOrNull(type, target, own, led);
    const isSeenAlike = (candidate) => {
      const shown = alone === null ? null : this.shownOrNull(type, target, own, candidate);
      return shown !== null && alone.names.concat(shown.names).every((name) => {
        const value = shown.get(name);
        return areSame(value, alone.get(name)) || areSame(value, edit.get(name));
      });
    };
    if (isSeenAlike(merged)) {
      return merged;
    }
    let result = led;
    merged.names.forEach((name, index) => {
      const candidate = result.copy();
      candidate.put(name, copyOf(merged.values[index]));
      if (!areSame(led.get(name), merged.values[index]) && isSeenAlike(candidate)) {
        result = candidate;
      }
    });
    return result;
  }

  /** What the document shows in another version; null where it cannot be led there. */
  shownOrNull(type, from, to, document) {
    const shown = document.copy();
    return isAccepted(() => this.leadMembers(type, shown, from, to)) ? shown : null;
  }

  /** The document with the number of the release's version, which tells everybody its shape; the same object where there is no place. */
  numbered(document, { release }) {
    const members = asObject(document).copy();
    const type = this.recognition.typeOf(members);
    const version = type === undefined ? undefined : this.versionIn(release, type);
    if (version === undefined || this.recognition.version.hidden || this.recognition.hasNumber(members)) {
      return document;
    }
    this.recognition.number(type, members, version);
    return toPlain(members);
  }

  release(name) {
    const found = this.lenses.releases.find((release) => release.name === name);
    if (found === undefined) {
      throw new Error("there is no release '" + name + "'; expected one of " + this.releases.join(', '));
    }
    return found;
  }

  versionIn(release, type) {
    return ownOf(this.release(release).types, type);
  }

  /** The version that a document tells, or else that of the release in whose shape it is, or else the configuration's. */
  versionOf(type, members, release) {
    const told = this.recognition.toldVersion(type, members);
    if (told !== undefined) {
      return told;
    }
    return release === undefined ? this.recognition.named(type, this.lenses.version.whenAbsent) : this.versionIn(release, type);
  }

  defaults(release, type) {
    const { defaults } = this.release(release);
    return (defaults !== undefined && ownOf(defaults, type)) || {};
  }

  /** Takes out what equals a default of the release, and what nobody has stored: `seen`, where it is given, has no such member. */
  stripDefaults(release, type, members, seen) {
    const defaults = this.defaults(release, type);
    for (const name of Object.keys(defaults)) {
      if (areSame(members.get(name), defaults[name]) && !(seen !== undefined && seen.has(name))) {
        members.remove(name);
      }
    }
  }

  fillDefaults(release, type, members) {
    const defaults = this.defaults(release, type);
    for (const name of Object.keys(defaults)) {
      if (!members.has(name)) {
        members.add(name, defaults[name]);
      }
    }
  }

  leadMembers(type, members, from, to) {
    this.leading(type, from, to, (path) => {
      if (from < to) {
        path.forward(members);
      } else {
        path.backward(members);
      }
      this.recognition.requireType(type, members);
    });
  }

  leading(type, from, to, step) {
    if (from === to) {
      return;
    }
    telling(() => step(this.path(type, Math.min(from, to), Math.max(from, to))), (failure) => failure.ofDocument(type, from, to));
  }

  /** The operations between two versions, compiled when they are first needed. */
  path(type, oldest, newest) {
    const key = type + ' ' + oldest + ' ' + newest;
    let sequence = this.sequences.get(key);
    if (sequence === undefined) {
      const steps = this.lenses.lenses[type].filter(({ from, to }) => from >= oldest && to <= newest);
      const operations = [].concat.apply([], steps.map((step) => step.operations));
      const reserved = (this.lenses.reserved || {})[type];
      sequence = sequenceFor(operations, Object.assign({ reserved }, this.options));
      this.sequences.set(key, sequence);
    }
    return sequence;
  }
}

/** What a step makes of a document. A deletion always arrives: of a tombstone that cannot be led, CouchDB's members are left. */
function orBareTombstone(document, step) {
  try {
    return step();
  } catch (failure) {
    if (failure instanceof LensError && document._deleted === true) {
      const tombstone = asObject(document).copy();
      tombstone.keep((index) => tombstone.names[index][0] === '_');
      return toPlain(tombstone);
    }
    throw failure;
  }
}

/** Gives the document all members of the other but CouchDB's, which stay its own. */
function takeBody(document, other) {
  const names = [];
  const values = [];
  const take = (from, isTaken) => from.names.forEach((name, index) => {
    if ((name[0] === '_') === isTaken) {
      names.push(name);
      values.push(copyOf(from.values[index]));
    }
  });
  take(document, true);
  take(other, false);
  document.become(names, values);
}

/** By type, the versions that releases have, ascending. */
function versionsByType(releases) {
  const versions = Object.create(null);
  releases.forEach(({ types }) => Object.keys(types).forEach((type) => {
    const known = versions[type] = versions[type] || [];
    if (known.indexOf(types[type]) < 0) {
      known.push(types[type]);
      known.sort((one, other) => one - other);
    }
  }));
  return versions;
}
