import { LensError, takenMember } from './errors.js';
import { areSame, copyOf } from './values.js';

/** The operations that rename, bring, take and copy members. Each has `forward`, `backward` and, where it takes from a base, `put`. */
export const MEMBER_OPERATIONS = { rename: renaming, add: adding, fill: filling, copy: copying, merge: merging, remove: removing };

function renaming({ source, destination }) {
  const operation = {
    description: 'rename ' + source + ' to ' + destination,
    forward: (older) => renameMember(operation, older, source, destination),
    backward: (newer) => renameMember(operation, newer, destination, source),
  };
  return operation;
}

function renameMember(operation, object, from, to) {
  if (object.has(to)) {
    throw takenMember(operation, to);
  }
  const index = object.indexOf(from);
  if (index >= 0) {
    object.rename(index, to);
  }
}

function addMissing(object, name, value) {
  if (!object.has(name)) {
    object.add(name, value);
  }
}

function adding({ name, default: value }) {
  const operation = {
    description: 'add ' + name,
    forward: (older) => addMissing(older, name, value),
    backward: (newer) => newer.remove(name),
    put(base, view) {
      const stored = base.get(name);
      const index = view.indexOf(name);
      if (index < 0) {
        if (stored !== undefined) {
          view.add(name, copyOf(stored));
        }
      } else if (stored !== undefined && areSame(stored, view.values[index])) {
        view.set(index, copyOf(stored));
      } else {
        throw new LensError(operation.description, 'the older side does not know ' + name + ', but a value was written that '
            + (stored === undefined ? 'is not stored' : 'is not the one stored'));
      }
    },
  };
  return operation;
}

function removing({ name, default: value }) {
  return {
    description: 'remove ' + name,
    forward: (older) => older.remove(name),
    backward(newer) {
      if (value !== undefined) {
        addMissing(newer, name, value);
      }
    },
    put(base, view) {
      const stored = base.get(name);
      if (stored === undefined) {
        view.remove(name);
      } else {
        view.put(name, copyOf(stored));
      }
    },
  };
}

function filling({ name, default: value }) {
  return {
    description: 'fill ' + name,
    forward: (older) => addMissing(older, name, value),
    backward() {},
    put(base, view) {
      if (base.has(name)) {
        addMissing(view, name, value);
      }
    },
  };
}

function copying({ source, destination }) {
  const operation = {
    description: 'copy ' + source + ' to ' + destination,
    forward(older) {
      refuseCopy(older);
      const value = older.get(source);
      if (value !== undefined) {
        older.add(destination, copyOf(value));
      }
    },
    backward: (newer) => newer.remove(destination),
    put(base, view) {
      refuseCopy(view);
      const stored = base.get(source);
      const copied = base.get(destination);
      const written = view.get(source);
      const result = areSame(stored, copied) && !areSame(stored, written) ? written : copied;
      if (result !== undefined) {
        view.add(destination, copyOf(result));
      }
    },
  };
  function refuseCopy(object) {
    if (object.has(destination)) {
      throw takenMember(operation, destination);
    }
  }
  return operation;
}

function merging({ names, into }) {
  const operation = {
    description: 'merge into ' + into,
    forward(older) {
      if (names.indexOf(into) < 0 && older.has(into)) {
        throw takenMember(operation, into);
      }
      let first;
      for (const name of names) {
        if (first === undefined && older.has(name)) {
          first = name;
        } else {
          older.remove(name);
        }
      }
      if (first !== undefined) {
        older.rename(older.indexOf(first), into);
      }
    },
    backward(newer) {
      for (const name of names) {
        if (name !== into && newer.has(name)) {
          throw takenMember(operation, name);
        }
      }
      const index = newer.indexOf(into);
      if (index >= 0) {
        newer.rename(index, names[0]);
      }
    },
  };
  return operation;
}
