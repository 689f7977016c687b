import { unexpectedMember } from './errors.js';
import { Items, kindOf } from './values.js';

/** The operations between one value and a list of it. */
export const LIST_OPERATIONS = {
  wrap: (given) => given.mixed ? mixedWrapping(given) : wrapping(given),
  head: (given) => given.mixed ? mixedHeading(given) : heading(given),
};

/** The list that stands for a value: null is the empty list. */
function wrapped(value) {
  return new Items(value === null ? [] : [value]);
}

function wrapMember(object, name) {
  const index = object.indexOf(name);
  if (index >= 0) {
    object.set(index, wrapped(object.values[index]));
  }
}

function firstOf(list) {
  return list.size === 0 ? null : list.get(0);
}

/** The list in a member, which is there; anything else is an error. */
function listIn(operation, object, name) {
  const list = object.array(name);
  if (list === null) {
    throw unexpectedMember(operation, name, 'an array', object.get(name));
  }
  return list;
}

function unwrapMember(operation, object, name) {
  if (object.has(name)) {
    object.put(name, firstOf(listIn(operation, object, name)));
  }
}

function heading({ name }) {
  const operation = {
    description: 'head ' + name,
    forward: (older) => unwrapMember(operation, older, name),
    backward: (newer) => wrapMember(newer, name),
  };
  return operation;
}

function mixedHeading({ name }) {
  const operation = {
    description: 'head ' + name,
    forward(older) {
      if (older.array(name) !== null) {
        unwrapMember(operation, older, name);
      }
    },
    backward: (newer) => wrapMember(newer, name),
  };
  return operation;
}

function wrapping({ name }) {
  const operation = {
    description: 'wrap ' + name,
    forward: (older) => wrapMember(older, name),
    backward: (newer) => unwrapMember(operation, newer, name),
    put(base, view, aligned) {
      const index = view.indexOf(name);
      if (index < 0) {
        return;
      }
      if (!base.has(name)) {
        wrapMember(view, name);
        return;
      }
      const stored = listIn(operation, base, name);
      const written = view.values[index];
      if (written === null && !aligned.areSame(firstOf(stored), written)) {
        view.set(index, new Items([]));
        return;
      }
      const result = stored.copy();
      if (!aligned.areSame(firstOf(stored), written)) {
        result.values[0] = written;
      }
      view.set(index, result);
    },
  };
  return operation;
}

function mixedWrapping({ name }) {
  const operation = {
    description: 'wrap ' + name,
    forward(older) {
      if (older.array(name) === null) {
        wrapMember(older, name);
      }
    },
    backward(newer) {
      if (!newer.has(name)) {
        return;
      }
      const list = listIn(operation, newer, name);
      if (list.size === 0 || (list.size === 1 && standsAlone(list.get(0)))) {
        newer.put(name, firstOf(list));
      }
    },
  };
  return operation;
}

function standsAlone(element) {
  return element !== null && kindOf(element) !== 'array';
}
