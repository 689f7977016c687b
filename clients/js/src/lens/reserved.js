import { areSame, Members } from './values.js';

/** The members that no lens may touch: CouchDB's, which begin with `_`, and those that tell the type and the version. */
export class Reserved {
  /**
   * @param paths lists of members, the outermost first
   * @param underscored whether members that begin with `_` belong to them
   */
  constructor(paths, underscored) {
    this.underscored = underscored;
    this.names = paths.filter((path) => path.length === 1).map((path) => path[0]);
    this.inside = new Map();
    for (const path of paths) {
      if (this.names.indexOf(path[0]) < 0) {
        const inner = paths.filter((other) => other[0] === path[0]).map((other) => other.slice(1));
        this.inside.set(path[0], new Reserved(inner, false));
      }
    }
  }

  /** Whether no lens may touch this member. */
  holds(name) {
    return (this.underscored && name[0] === '_') || this.names.indexOf(name) >= 0;
  }

  /** Whether no lens may touch this member, or not all that stands in it. */
  touches(name) {
    return this.holds(name) || this.inside.has(name);
  }

  /** Puts reserved members that a result leaves out where they were. Gives the path to one that has another value there, or null. */
  restore(given, result) {
    const missing = new Map();
    given.names.forEach((name, index) => this.holds(name) && missing.set(name, given.values[index]));
    for (let index = 0; index < result.size; index += 1) {
      const name = result.names[index];
      if (this.holds(name)) {
        if (!areSame(missing.get(name), result.values[index])) {
          return [name];
        }
        missing.delete(name);
      }
    }
    missing.forEach((value, name) => result.add(name, value));
    for (const [host, inner] of this.inside) {
      const touched = inner.restoreInside(host, given.object(host), result);
      if (touched !== null) {
        return [host].concat(touched);
      }
    }
    return null;
  }

  restoreInside(host, before, result) {
    const after = result.object(host);
    if (after !== null) {
      return this.restore(before === null ? new Members([], []) : before, after);
    }
    if (before === null) {
      return null;
    }
    const restored = new Members([], []);
    const touched = this.restore(before, restored);
    if (touched === null && restored.size > 0) {
      if (result.has(host)) {
        return this.firstPath();
      }
      result.add(host, restored);
    }
    return touched;
  }

  firstPath() {
    return this.names.length > 0 ? [this.names.slice().sort()[0]] : firstInside(this.inside);
  }
}

function firstInside(inside) {
  const [name, inner] = inside.entries().next().value;
  return [name].concat(inner.firstPath());
}

/** For an object in which no member is reserved. */
export const NOTHING_RESERVED = new Reserved([], false);
