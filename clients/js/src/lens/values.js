/** What kind of JSON a value is, led or not: 'object', 'array', 'string', 'number', 'boolean' or 'null'. */
export function kindOf(value) {
  if (value === null) {
    return 'null';
  }
  if (value instanceof Members) {
    return 'object';
  }
  return value instanceof Items || Array.isArray(value) ? 'array' : typeof value;
}

const SMALL = 16;

/**
 * An object whose members have an order that lenses decide: names and values side by side.
 *
 * A value is plain JSON until somebody asks for it as an object or a list to change; then it is `Members` or `Items`. Plain JSON is never
 * changed, so copies share it.
 */
export class Members {
  constructor(names, values) {
    this.names = names;
    this.values = values;
    this.places = null;
  }

  /** A member that is undefined is none, as in JSON. */
  static of(plain) {
    const names = Object.keys(plain).filter((name) => plain[name] !== undefined);
    return new Members(names, names.map((name) => plain[name]));
  }

  get size() {
    return this.names.length;
  }

  /** The place of a member, or -1. */
  indexOf(name) {
    if (this.names.length < SMALL) {
      return this.names.indexOf(name);
    }
    if (this.places === null) {
      this.places = new Map();
      this.names.forEach((one, index) => this.places.set(one, index));
    }
    const place = this.places.get(name);
    return place === undefined ? -1 : place;
  }

  has(name) {
    return this.indexOf(name) >= 0;
  }

  /** A member's value; undefined where there is none. */
  get(name) {
    const index = this.indexOf(name);
    return index < 0 ? undefined : this.values[index];
  }

  /** A member's value as an object whose changes stick; null where it is none. */
  object(name) {
    return objectAt(this, this.indexOf(name));
  }

  /** A member's value as a list whose changes stick; null where it is none. */
  array(name) {
    return arrayAt(this, this.indexOf(name));
  }

  set(index, value) {
    this.values[index] = value;
  }

  rename(index, name) {
    if (this.names[index] !== name) {
      this.names[index] = name;
      this.places = null;
    }
  }

  put(name, value) {
    const index = this.indexOf(name);
    if (index < 0) {
      this.add(name, value);
    } else {
      this.values[index] = value;
    }
  }

  add(name, value) {
    if (this.places !== null) {
      this.places.set(name, this.names.length);
    }
    this.names.push(name);
    this.values.push(value);
  }

  insert(index, name, value) {
    this.names.splice(index, 0, name);
    this.values.splice(index, 0, value);
    this.places = null;
  }

  /** Removes a member by its place, and gives its value. */
  removeAt(index) {
    this.names.splice(index, 1);
    this.places = null;
    return this.values.splice(index, 1)[0];
  }

  /** Removes a member by its name, and gives its value; undefined where there is none. */
  remove(name) {
    const index = this.indexOf(name);
    return index < 0 ? undefined : this.removeAt(index);
  }

  /** Keeps the members for whose places this holds. */
  keep(holds) {
    const kept = this.names.map((name, index) => index).filter(holds);
    this.become(kept.map((index) => this.names[index]), kept.map((index) => this.values[index]));
  }

  become(names, values) {
    this.names = names;
    this.values = values;
    this.places = null;
  }

  copy() {
    return new Members(this.names.slice(), this.values.map(copyOf));
  }
}

/** A list whose changes stick. */
export class Items {
  constructor(values) {
    this.values = values;
  }

  get size() {
    return this.values.length;
  }

  get(index) {
    return this.values[index];
  }

  set(index, value) {
    this.values[index] = value;
  }

  object(index) {
    return objectAt(this, index);
  }

  array(index) {
    return arrayAt(this, index);
  }

  copy() {
    return new Items(this.values.map(copyOf));
  }
}

/** The value at a place of `Members` or `Items` as an object whose changes stick; null where it is none. */
export function objectAt({ values }, index) {
  if (index < 0 || kindOf(values[index]) !== 'object') {
    return null;
  }
  values[index] = asObject(values[index]);
  return values[index];
}

/** The value at a place of `Members` or `Items` as a list whose changes stick; null where it is none. */
export function arrayAt({ values }, index) {
  if (index < 0 || kindOf(values[index]) !== 'array') {
    return null;
  }
  values[index] = asArray(values[index]);
  return values[index];
}

/** The value, which is an object, as one that may be changed. */
export function asObject(value) {
  return value instanceof Members ? value : Members.of(value);
}

/** The value, which is a list, as one that may be changed. */
export function asArray(value) {
  return value instanceof Items ? value : new Items(value.slice());
}

/** A value that shares nothing with this one that may be changed. */
export function copyOf(value) {
  return value instanceof Members || value instanceof Items ? value.copy() : value;
}

/** The value as plain JSON, which shares nothing with another value: whoever gets it may change it. */
export function toPlain(value) {
  const kind = kindOf(value);
  if (kind === 'array') {
    return asArray(value).values.map(toPlain);
  }
  if (kind !== 'object') {
    return value;
  }
  const { names, values } = asObject(value);
  const plain = {};
  names.forEach((name, index) => setMember(plain, name, toPlain(values[index])));
  return plain;
}

/** A plain object's own member of any name; undefined where there is none. */
export function ownOf(plain, name) {
  return Object.prototype.hasOwnProperty.call(plain, name) ? plain[name] : undefined;
}

/** Sets a member of a plain object, whatever its name is. */
function setMember(plain, name, value) {
  if (name === '__proto__') {
    Object.defineProperty(plain, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    plain[name] = value;
  }
}

/** Whether two values are the same JSON: the order of members means nothing. Undefined, no value, is the same as itself alone. */
export function areSame(one, other) {
  if (one === other) {
    return true;
  }
  if (one === undefined || other === undefined) {
    return false;
  }
  const kind = kindOf(one);
  if (kind !== kindOf(other)) {
    return false;
  }
  return kind === 'object' ? areSameObjects(one, other) : kind === 'array' && areSameArrays(one, other);
}

function areSameArrays(one, other) {
  const left = one instanceof Items ? one.values : one;
  const right = other instanceof Items ? other.values : other;
  return left.length === right.length && left.every((value, index) => areSame(value, right[index]));
}

function areSameObjects(one, other) {
  const left = asObject(one);
  const right = asObject(other);
  return left.size === right.size
      && left.names.every((name, index) => right.has(name) && areSame(left.values[index], right.get(name)));
}

/** A text that values have in common which are the same JSON, and no others. */
export function sameText(value) {
  const kind = kindOf(value);
  if (kind === 'array') {
    return '[' + asArray(value).values.map(sameText).join() + ']';
  }
  if (kind === 'object') {
    const object = asObject(value);
    return '{' + object.names.slice().sort().map((name) => JSON.stringify(name) + ':' + sameText(object.get(name))).join() + '}';
  }
  return JSON.stringify(value);
}

/** The value's JSON. */
export function textOf(value) {
  if (value instanceof Items) {
    return '[' + value.values.map(textOf).join() + ']';
  }
  if (value instanceof Members) {
    return '{' + value.names.map((name, index) => JSON.stringify(name) + ':' + textOf(value.values[index])).join() + '}';
  }
  return JSON.stringify(value);
}
