import { conditionOf } from './condition.js';
import { LensError, shown } from './errors.js';
import { areSame, Members, ownOf, textOf } from './values.js';

const RESERVED_ID = /^_(design|local)\//;
const LARGEST_VERSION = 2147483647;
const LONGEST_VERSION = 9;

/** The object around the member that a path leads to; null where something on the way is missing or no object. */
function hostAt(object, path) {
  return path.slice(0, -1).reduce((host, name) => host === null ? null : host.object(name), object);
}

/** The value at a path in `Members`; undefined where there is none. */
function valueAt(object, path) {
  const host = hostAt(object, path);
  return host === null ? undefined : host.get(path[path.length - 1]);
}

function stringAt(object, path) {
  const value = valueAt(object, path);
  return typeof value === 'string' ? value : undefined;
}

/** What a string says of a type and a version, such as `booking/v1`; undefined where it is spelled otherwise. */
function toldBy({ before, between, behind, typeFirst }, text) {
  if (text.length < before.length + behind.length || text.lastIndexOf(before, 0) !== 0
      || text.slice(text.length - behind.length) !== behind) {
    return undefined;
  }
  const inner = text.substring(before.length, text.length - behind.length);
  const digits = (typeFirst ? /[0-9]+$/ : /^[0-9]+/).exec(inner);
  if (digits === null) {
    return undefined;
  }
  const rest = typeFirst ? inner.slice(0, digits.index) : inner.slice(digits[0].length);
  const parted = typeFirst ? rest.slice(rest.length - between.length) : rest.slice(0, between.length);
  if (parted !== between || rest.length <= between.length) {
    return undefined;
  }
  return {
    type: typeFirst ? rest.slice(0, rest.length - between.length) : rest.slice(between.length),
    version: digits[0],
  };
}

/** The rules that tell the type of a document: each gives a function from `Members` to a name, or to undefined. */
const TYPE_RULES = {
  field: ({ path }) => (document) => stringAt(document, path),
  id: ({ separator }) => (document) => {
    const id = document.get('_id');
    const end = typeof id === 'string' ? id.indexOf(separator) : -1;
    return end < 0 ? undefined : id.slice(0, end);
  },
  members: ({ members }) => (document) => {
    const parts = members.map((name) => stringAt(document, [name]) || '');
    return parts[0] === '' || parts.some((part) => part.indexOf('/') >= 0) ? undefined : parts.filter((part) => part !== '').join('/');
  },
  spelling: ({ path, spelling }) => (document) => {
    const text = stringAt(document, path);
    const told = text === undefined ? undefined : toldBy(spelling, text);
    return told === undefined ? undefined : told.type;
  },
  cases: ({ cases }) => {
    const known = cases.map(({ type, condition }) => ({ type, condition: condition === undefined ? null : conditionOf(condition) }));
    return (document) => {
      const found = known.find(({ condition }) => condition === null || condition.holdsFor(document));
      return found === undefined ? undefined : found.type;
    };
  },
};

/** What stands where a version should, cut where it is long. */
function shownVersion(value) {
  const characters = Array.from(textOf(value));
  return characters.length <= 40 ? characters.join('') : characters.slice(0, 39).join('') + '\u2026';
}

function unnamedVersion(type, version) {
  return new LensError(type + ' ' + version, 'no release names this version', 'it has a version that no release names');
}

/** The version that stands beside the type, which is known to be there. */
function spelledVersion(type, value, spelling) {
  const digits = toldBy(spelling, value).version;
  if (digits[0] === '0') {
    throw new LensError(type, 'the version is written as ' + shownVersion(value) + ', expected an integer from 1',
        'the version is expected to be an integer from 1');
  }
  if (digits.length > LONGEST_VERSION) {
    throw unnamedVersion(type, digits);
  }
  return Number(digits);
}

/** Tells the type and the version of documents, and writes the version. Documents are `Members`. */
export class Recognition {
  /** @param given `type`, `version` and `recognise` of `lenses --json`; `versions`: by type, the versions that releases have, ascending */
  constructor({ type, version, recognise = {} }, versions) {
    if (TYPE_RULES[type.by] === undefined) {
      throw new Error("this engine cannot tell types by '" + type.by + "'");
    }
    this.nameOf = TYPE_RULES[type.by](type);
    this.names = type.names || {};
    this.severalWays = type.severalWays || [];
    this.telling = type.telling;
    this.version = version;
    this.versions = versions;
    this.rules = Object.create(null);
    Object.keys(recognise).forEach((name) => {
      this.rules[name] = Object.keys(recognise[name]).map((number) => ({ version: Number(number), condition: conditionOf(recognise[name][number]) }));
    });
  }

  /** The type that the rule tells, whether or not a release names it; undefined for none. */
  toldType(document) {
    const name = this.nameOf(document);
    const renamed = name === undefined ? undefined : ownOf(this.names, name);
    return renamed === undefined ? name : renamed;
  }

  /** The type; undefined where no release rewrites the document. */
  typeOf(document) {
    const id = document.get('_id');
    const type = typeof id === 'string' && RESERVED_ID.test(id) ? undefined : this.toldType(document);
    return type === undefined || ownOf(this.versions, type) === undefined || this.isBare(type, document) ? undefined : type;
  }

  /** Whether the document is a tombstone with nothing but CouchDB's members and those that tell its type. */
  isBare(type, document) {
    if (document.get('_deleted') !== true) {
      return false;
    }
    const telling = this.telling[type];
    return document.names.every((name) => name[0] === '_' || (name !== this.version.path[0] && telling.indexOf(name) >= 0));
  }

  /** Makes sure that lenses have led a document to one of the ways in which documents of its type are told. */
  requireType(type, document) {
    if (this.severalWays.indexOf(type) < 0) {
      return;
    }
    const told = this.toldType(document);
    if (told !== type) {
      const expected = "the lenses are expected to make a document of the type '" + type + "'";
      throw new LensError('type', expected + (told === undefined ? ', not of none' : ", not of '" + told + "'"), expected);
    }
  }

  /** The version that a document's number or else its members tell; undefined where neither does. */
  toldVersion(type, document) {
    const number = valueAt(document, this.version.path);
    if (number === undefined) {
      const recognised = this.recognised(type, document);
      return recognised === undefined ? undefined : this.named(type, recognised);
    }
    const told = this.named(type, this.numbered(type, number));
    const rules = ownOf(this.rules, type) || [];
    const rule = rules.find(({ version }) => version === told);
    if (rule !== undefined && !rule.condition.holdsFor(document) && this.matching(type, document).length > 0) {
      throw new LensError(type + ' ' + told, 'its members are those of ' + this.matching(type, document).join(' and '),
          this.place() + ' and the members do not agree');
    }
    return told;
  }

  /** The version, where some release has it. */
  named(type, version) {
    if (this.versions[type].indexOf(version) < 0) {
      throw unnamedVersion(type, version);
    }
    return version;
  }

  place() {
    return this.version.path.join('.');
  }

  /** The versions whose rules hold for a document. */
  matching(type, document) {
    return (ownOf(this.rules, type) || []).filter(({ condition }) => condition.holdsFor(document)).map(({ version }) => version);
  }

  recognised(type, document) {
    const matching = this.matching(type, document);
    if (matching.length > 1) {
      const missing = this.place() + ' is missing, and its members are those of ';
      throw new LensError(type, missing + matching.join(' and '), missing + 'several versions');
    }
    return matching[0];
  }

  numbered(type, value) {
    if (this.version.spelling) {
      return spelledVersion(type, value, this.version.spelling);
    }
    if (typeof value !== 'number' || value % 1 !== 0 || value < 1) {
      throw new LensError(type, this.place() + ' is ' + shownVersion(value) + ', expected an integer from 1',
          this.place() + ' is expected to be an integer from 1');
    }
    if (value > LARGEST_VERSION) {
      throw unnamedVersion(type, value);
    }
    return value;
  }

  /** What stands where the version stands in a document of this type and version. */
  written(type, version) {
    const { spelling } = this.version;
    if (!spelling) {
      return version;
    }
    const { before, between, behind, typeFirst } = spelling;
    return before + (typeFirst ? type + between + version : version + between + type) + behind;
  }

  /** Writes the version: in its place where there is one, at the end where there is none. */
  number(type, document, version) {
    const { path } = this.version;
    let host = document;
    for (const name of path.slice(0, -1)) {
      if (!host.has(name)) {
        host.add(name, new Members([], []));
      }
      host = host.object(name);
      if (host === null) {
        throw new LensError(type, 'expected an object around ' + path.join('.'));
      }
    }
    host.put(path[path.length - 1], this.written(type, version));
  }

  /** Writes the version as clients see it. */
  showNumber(type, document, version) {
    if (this.version.hidden) {
      document.remove(this.version.path[0]);
    } else {
      this.number(type, document, version);
    }
  }

  /** Writes the version into a view, unless `null` stands around its place. */
  showInView(type, document, version) {
    const { path, hidden } = this.version;
    if (hidden) {
      document.remove(path[0]);
      return;
    }
    let host = document;
    for (let depth = 0; depth < path.length - 1; depth++) {
      const name = path[depth];
      if (!host.has(name)) {
        host.add(name, new Members([], []));
      }
      const around = host.get(name);
      host = host.object(name);
      if (around === null) {
        return;
      }
      if (host === null) {
        const expected = name + ' is expected to be an object or null';
        throw new LensError('in ' + path.slice(0, depth + 1).join(', in '), expected + ', not ' + shown(around), expected);
      }
    }
    host.put(path[path.length - 1], this.written(type, version));
  }

  hasNumber(document) {
    return valueAt(document, this.version.path) !== undefined;
  }

  /** Whether two documents say the same, leaving aside what belongs to CouchDB and the version. */
  haveSameBody(one, other) {
    return areSame(this.body(one), this.body(other));
  }

  body(document) {
    const body = document.copy();
    const host = hostAt(body, this.version.path);
    if (host !== null) {
      host.remove(this.version.path[this.version.path.length - 1]);
    }
    const [field] = this.version.path;
    const isLeftEmpty = this.version.path.length > 1 && body.object(field) !== null && body.object(field).size === 0;
    body.keep((index) => body.names[index][0] !== '_' && !(isLeftEmpty && body.names[index] === field));
    return body;
  }
}
