/** What an older shape cannot hold of an edit: the difference of two values, and how it is laid over another value. */

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isOwn = (name) => !name.startsWith('_');

/** Whether two JSON values are the same. The order of members does not count. */
export function equal(one, other) {
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((element, at) => equal(element, other[at]));
  }
  if (isObject(one)) {
    const names = Object.keys(one);
    return isObject(other) && names.length === Object.keys(other).length
      && names.every((name) => Object.hasOwn(other, name) && equal(one[name], other[name]));
  }
  return one === other;
}

/** The members of a document that are not CouchDB's. */
export function own(document) {
  return Object.fromEntries(Object.entries(document).filter(([name]) => isOwn(name)));
}

/** The members of a document that are CouchDB's. */
export function couch(document) {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !isOwn(name)));
}

/** What has to change in one value so that it becomes the other; nothing where they are equal. */
export function difference(from, to) {
  if (equal(from, to)) {
    return undefined;
  }
  if (Array.isArray(from) && Array.isArray(to) && from.length > 0 && equal(from, to.slice(0, from.length))) {
    return { append: to.slice(from.length) };
  }
  if (!isObject(from) || !isObject(to)) {
    return { set: to };
  }
  const members = {};
  for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const change = !Object.hasOwn(to, name) ? { drop: true }
      : !Object.hasOwn(from, name) ? { set: to[name] }
        : difference(from[name], to[name]);
    if (change) {
      Object.defineProperty(members, name, { value: change, enumerable: true, configurable: true });
    }
  }
  return { members };
}

/** A value with a change in it. A change that is in the value already changes nothing. */
export function changed(value, change) {
  if (Object.hasOwn(change, 'set')) {
    return change.set;
  }
  if (change.append) {
    if (!Array.isArray(value)) {
      return change.append;
    }
    const tail = value.slice(-change.append.length);
    return equal(tail, change.append) ? value : [...value, ...change.append];
  }
  const result = isObject(value) ? { ...value } : {};
  for (const [name, inner] of Object.entries(change.members)) {
    if (inner.drop) {
      delete result[name];
    } else {
      Object.defineProperty(result, name, {
        value: changed(result[name], inner), enumerable: true, writable: true, configurable: true,
      });
    }
  }
  return result;
}

/** Whether somebody changed, from one value to the other, what the change is about. */
export function touched(change, one, other) {
  if (!change.members) {
    return !equal(one, other);
  }
  return Object.entries(change.members).some(([name, inner]) => touched(inner, one?.[name], other?.[name]));
}
