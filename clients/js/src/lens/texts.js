import { takenMember, unexpectedMember } from './errors.js';
import { areSame, copyOf, kindOf } from './values.js';

/** The operations that cut one string into several, and join several into one. */
export const TEXT_OPERATIONS = { split: splitting, join: joining };

function splitting({ name, into, separator }) {
  const pieces = { whole: name, names: into, separator };
  const operation = {
    description: 'split ' + name,
    forward: (older) => cut(operation, pieces, older),
    backward: (newer) => glue(operation, pieces, newer),
    put(base, view) {
      const stored = glued(operation, pieces, base);
      const written = view.get(name);
      if (stored === undefined || written === undefined || !areSame(stored, written)) {
        cut(operation, pieces, view);
        return;
      }
      refuseTakenPieces(operation, pieces, view);
      let index = view.indexOf(name);
      view.removeAt(index);
      for (const piece of into) {
        if (base.has(piece)) {
          view.insert(index, piece, copyOf(base.get(piece)));
          index += 1;
        }
      }
    },
  };
  return operation;
}

function joining({ names, into, separator }) {
  const pieces = { whole: into, names, separator };
  const operation = {
    description: 'join into ' + into,
    forward: (older) => glue(operation, pieces, older),
    backward: (newer) => cut(operation, pieces, newer),
  };
  return operation;
}

function refuseTakenPieces(operation, { names }, object) {
  for (const name of names) {
    if (object.has(name)) {
      throw takenMember(operation, name);
    }
  }
}

/** Cuts the string at the first separators; pieces that are not there are missing. */
function cut(operation, pieces, object) {
  const { whole, names, separator } = pieces;
  refuseTakenPieces(operation, pieces, object);
  const index = object.indexOf(whole);
  if (index < 0) {
    return;
  }
  const value = object.values[index];
  object.rename(index, names[0]);
  if (value === null) {
    return;
  }
  if (kindOf(value) !== 'string') {
    throw unexpectedMember(operation, whole, 'a string or null', value);
  }
  let from = 0;
  for (let piece = 0; piece < names.length; piece += 1) {
    const end = piece === names.length - 1 ? -1 : value.indexOf(separator, from);
    const part = value.substring(from, end < 0 ? value.length : end);
    if (piece === 0) {
      object.set(index, part);
    } else {
      object.insert(index + piece, names[piece], part);
    }
    if (end < 0) {
      return;
    }
    from = end + separator.length;
  }
}

/** Puts the joined string at the place of the first piece there is. */
function glue(operation, pieces, object) {
  const { whole, names } = pieces;
  if (object.has(whole)) {
    throw takenMember(operation, whole);
  }
  const joined = glued(operation, pieces, object);
  if (joined === undefined) {
    return;
  }
  const places = names.map((name) => object.indexOf(name)).filter((place) => place >= 0);
  object.insert(Math.min.apply(null, places), whole, joined);
  for (const name of names) {
    object.remove(name);
  }
}

/** The pieces joined; undefined where all are missing. */
function glued(operation, { names, separator }, object) {
  const first = object.get(names[0]);
  let last = names.length - 1;
  while (last > 0 && !object.has(names[last])) {
    last -= 1;
  }
  if (last === 0 && (first === undefined || first === null)) {
    return first;
  }
  const parts = [];
  for (let index = 0; index <= last; index += 1) {
    const piece = object.get(names[index]);
    if (piece !== undefined && kindOf(piece) !== 'string') {
      throw unexpectedMember(operation, names[index], last === 0 ? 'a string or null' : 'a string', piece);
    }
    parts.push(piece === undefined ? '' : piece);
  }
  return parts.join(separator);
}
