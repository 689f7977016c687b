import { LensError, unexpectedMember, unexpectedValue } from './errors.js';
import { keepSpelling } from './reconciliation.js';
import { asArray, asObject, copyOf, Items, kindOf, Members } from './values.js';

/** The operations between a list and an object: entries by their key, and flags. `null` passes. */
export const FORM_OPERATIONS = {
  'to-entries': (given) => form('to-entries', given.name, toEntries(given)),
  'from-entries': (given) => form('from-entries', given.name, fromEntries(given)),
  'to-flags': (given) => form('to-flags', given.name, toFlags),
  'from-flags': (given) => form('from-flags', given.name, fromFlags),
};

/**
 * An operation that gives a member's value another form.
 *
 * @param make gets the operation and gives `toNewer(value)`, `toOlder(value)` and `put(base, written, aligned)`
 */
function form(word, name, make) {
  const operation = {
    description: word + ' ' + name,
    forward: (older) => replaceValue(older, (value) => led.toNewer(value)),
    backward: (newer) => replaceValue(newer, (value) => led.toOlder(value)),
    put(base, view, aligned) {
      const stored = base.get(name);
      if (stored === undefined || stored === null) {
        operation.forward(view);
        return;
      }
      replaceValue(view, (written) => aligned.areSame(led.toOlder(copyOf(stored)), written)
        ? copyOf(stored) : led.put(stored, written, aligned));
    },
    array(value) {
      if (kindOf(value) !== 'array') {
        throw unexpectedMember(operation, name, 'an array or null', value);
      }
      return asArray(value);
    },
    object(value) {
      if (kindOf(value) !== 'object') {
        throw unexpectedMember(operation, name, 'an object or null', value);
      }
      return asObject(value);
    },
  };
  const led = make(operation);
  function replaceValue(object, step) {
    const value = object.get(name);
    if (value !== undefined && value !== null) {
      object.put(name, step(value));
    }
  }
  return operation;
}

function entriesOf({ key, value }, operation) {
  const failed = (reason) => new LensError(operation.description, reason);
  const entries = {
    keyOf(entry) {
      const found = entry.get(key);
      if (found === undefined) {
        throw failed('an element has no ' + key);
      }
      if (kindOf(found) !== 'string') {
        throw unexpectedValue(operation, key + ' of an element is expected to be a string', found);
      }
      return found;
    },
    toObject(list) {
      const object = new Members([], []);
      const seen = new Set();
      for (let index = 0; index < list.size; index += 1) {
        const entry = list.object(index);
        if (entry === null) {
          throw unexpectedValue(operation, 'an element is expected to be an object', list.get(index));
        }
        const name = entries.keyOf(entry);
        if (seen.has(name)) {
          const reason = 'two elements have the same ' + key;
          throw new LensError(operation.description, reason + ', ' + JSON.stringify(name), reason);
        }
        seen.add(name);
        object.add(name, value === undefined ? withoutKey(entry) : only(entry));
      }
      return object;
    },
    toEntries(object) {
      return new Items(object.names.map((name, index) => entry(object, name, index)));
    },
  };
  function withoutKey(entry) {
    entry.remove(key);
    return entry;
  }
  function only(entry) {
    const found = entry.get(value);
    if (found === undefined) {
      throw failed('an element has no ' + value);
    }
    if (entry.size > 2) {
      throw failed('an element has more than ' + key + ' and ' + value);
    }
    return found;
  }
  function entry(object, name, index) {
    if (value !== undefined) {
      return new Members([key, value], [name, object.values[index]]);
    }
    const made = kindOf(object.values[index]) === 'object' ? asObject(object.values[index]) : null;
    if (made === null) {
      throw unexpectedValue(operation, "a member's value is expected to be an object", object.values[index]);
    }
    if (made.has(key)) {
      throw failed("a member's value has a member " + key + ' already');
    }
    made.insert(0, key, name);
    return made;
  }
  return entries;
}

function toEntries(given) {
  return (operation) => {
    const entries = entriesOf(given, operation);
    return {
      toNewer: (older) => entries.toEntries(operation.object(older)),
      toOlder: (newer) => entries.toObject(operation.array(newer)),
      put(base, written, aligned) {
        const object = operation.object(written);
        const stored = byKey(operation.array(copyOf(base)));
        const led = byKey(entries.toEntries(object));
        const order = new Set();
        if (!aligned.keepsOrder(object)) {
          stored.forEach((entry, key) => led.has(key) && order.add(key));
        }
        led.forEach((entry, key) => order.add(key));
        const result = new Items([]);
        order.forEach((key) => {
          if (stored.has(key)) {
            keepSpelling(stored.get(key), led.get(key), aligned);
          }
          result.values.push(led.get(key));
        });
        aligned.add(result);
        return result;
      },
    };
    function byKey(list) {
      const found = new Map();
      for (let index = 0; index < list.size; index += 1) {
        const entry = list.object(index);
        found.set(entries.keyOf(entry), entry);
      }
      return found;
    }
  };
}

function fromEntries(given) {
  return (operation) => {
    const entries = entriesOf(given, operation);
    const toNewer = (older) => entries.toObject(operation.array(older));
    return {
      toNewer,
      toOlder: (newer) => entries.toEntries(operation.object(newer)),
      put(base, written, aligned) {
        const result = toNewer(written);
        aligned.keepOrder(result);
        return result;
      },
    };
  };
}

/** The strings of a list, each once, in their order. */
function flagsOfList(operation, list) {
  for (const element of list.values) {
    if (kindOf(element) !== 'string') {
      throw unexpectedValue(operation, 'an element is expected to be a string', element);
    }
  }
  return new Set(list.values);
}

/** The members of an object that are true, in their order. */
function flagsOfObject(operation, object) {
  for (const value of object.values) {
    if (kindOf(value) !== 'boolean') {
      throw unexpectedValue(operation, "a member's value is expected to be true or false", value);
    }
  }
  return new Set(object.names.filter((name, index) => object.values[index]));
}

function listOfFlags(flags) {
  return new Items(Array.from(flags));
}

function objectOfFlags(flags) {
  const names = Array.from(flags);
  return new Members(names, names.map(() => true));
}

function toFlags(operation) {
  return {
    toNewer: (older) => objectOfFlags(flagsOfList(operation, operation.array(older))),
    toOlder: (newer) => listOfFlags(flagsOfObject(operation, operation.object(newer))),
    put(base, written, aligned) {
      const flags = flagsOfList(operation, operation.array(written));
      const stored = operation.object(copyOf(base));
      const result = new Members([], []);
      let reached = 0;
      // A member that is hidden, being false, stays behind the members that it stands behind.
      function addHiddenBefore(place) {
        for (; reached < place; reached += 1) {
          if (stored.values[reached] === false && !flags.has(stored.names[reached])) {
            result.add(stored.names[reached], false);
          }
        }
      }
      flags.forEach((flag) => {
        addHiddenBefore(stored.indexOf(flag));
        result.add(flag, true);
      });
      addHiddenBefore(stored.size);
      aligned.keepOrder(result);
      return result;
    },
  };
}

function fromFlags(operation) {
  return {
    toNewer: (older) => listOfFlags(flagsOfObject(operation, operation.object(older))),
    toOlder: (newer) => objectOfFlags(flagsOfList(operation, operation.array(newer))),
    put(base, written, aligned) {
      const object = operation.object(written);
      const flags = flagsOfObject(operation, object);
      if (aligned.keepsOrder(object)) {
        return listOfFlags(flags);
      }
      const kept = operation.array(base).values.filter((flag) => flags.has(flag));
      const known = new Set(kept);
      return new Items(kept.concat(Array.from(flags).filter((flag) => !known.has(flag))));
    },
  };
}
