import { inverseOf, multiply, rounded } from './decimals.js';
import { LensError, shown, unexpectedMember } from './errors.js';
import { codec } from './notations.js';
import { areSame, copyOf, kindOf } from './values.js';

/** The operation that gives one member's value another value. */
export const VALUE_OPERATIONS = { convert: converting };

function converting(given, { dateForms }) {
  if (given.pairs !== undefined) {
    return convertingPairs(given.name, given.pairs.map(pairOf), given.otherwise);
  }
  if (given.multiply !== undefined) {
    return multiplying(given.name, given.multiply);
  }
  if (given.codec !== undefined) {
    return translating(given.name, codec(given.codec));
  }
  if (given.date !== undefined) {
    return translating(given.name, dateFormsOf(given, dateForms));
  }
  return tidying(given.name, tidierOf(given));
}

function dateFormsOf({ name, date }, dateForms) {
  if (typeof dateForms !== 'function') {
    throw new Error('convert ' + name + ": a lens has 'date', so give the engine the forms of dates: import { dateForms } from 'slipcover/dates',"
        + ' and then schema(lenses, { dateForms })');
  }
  return dateForms(date);
}

/** A pair: what each side has. Undefined: no member. */
function pairOf(given) {
  return Array.isArray(given) ? { older: given[0], newer: given[1] } : given;
}

function convertingPairs(name, pairs, otherwise) {
  const keepsOthers = otherwise === 'same';
  const standIn = otherwise === undefined || keepsOthers ? null : pairOf(otherwise);
  const known = standIn === null ? pairs : pairs.concat([standIn]);
  const isForMissing = known.some((pair) => pair.older === undefined || pair.newer === undefined);
  const operation = {
    description: 'convert ' + name,
    forward: (older) => lead(older, 'older', 'newer'),
    backward: (newer) => lead(newer, 'newer', 'older'),
    put: standIn === null && !keepsOthers && !someNewerShowAsOne(pairs) ? undefined : (base, view) => {
      if (!view.has(name) && !isForMissing) {
        return;
      }
      const stored = base.get(name);
      const written = view.get(name);
      const isShown = areSame(counterpart(stored, 'newer', 'older'), written);
      become(view, isShown ? copyOf(stored) : counterpart(written, 'older', 'newer'));
    },
    strict: () => standIn === null ? operation : convertingPairs(name, known, undefined),
  };
  function lead(object, from, to) {
    if (object.has(name) || isForMissing) {
      become(object, counterpart(object.get(name), from, to));
    }
  }
  /** What stands on the other side for a value, or for none, which is undefined. */
  function counterpart(value, from, to) {
    const pair = pairs.find((one) => areSame(one[from], value));
    if (pair !== undefined) {
      return pair[to];
    }
    if (value === undefined || keepsOthers) {
      return value;
    }
    if (standIn === null) {
      throw new LensError(operation.description, 'no pair for ' + shown(value), 'no pair for the value');
    }
    return standIn[to];
  }
  function become(object, value) {
    if (value === undefined) {
      object.remove(name);
    } else {
      object.put(name, value);
    }
  }
  return operation;
}

function someNewerShowAsOne(pairs) {
  return pairs.some((pair, index) => pairs.slice(0, index).some((other) => areSame(other.older, pair.older)))
      || (pairs.some((pair) => pair.older === undefined) && !pairs.some((pair) => pair.newer === undefined));
}

function multiplying(name, factor) {
  const text = typeof factor === 'string' ? factor : JSON.stringify(factor);
  const inverse = inverseOf(text);
  const operation = {
    description: 'convert ' + name,
    forward: (older) => multiplyBy(older, text),
    backward: (newer) => multiplyBy(newer, inverse),
  };
  function multiplyBy(object, by) {
    const value = object.get(name);
    if (value === undefined || value === null) {
      return;
    }
    if (kindOf(value) !== 'number') {
      throw unexpectedMember(operation, name, 'a number or null', value);
    }
    const product = multiply(value, by);
    if (product === undefined) {
      throw new LensError(operation.description, name + ' has more than 1000 digits, or is too large or too small');
    }
    object.put(name, product);
  }
  return operation;
}

/**
 * A conversion of one value by itself. Where the base shows as the value that was written, it is taken. `null` passes.
 *
 * @param forms `toNewer` and `toOlder` give undefined for what is not in the form that `older` and `newer` tell in words
 */
function translating(name, forms) {
  const operation = {
    description: 'convert ' + name,
    forward: (older) => replace(older, toNewer),
    backward: (newer) => replace(newer, toOlder),
    put(base, view) {
      replace(view, (written) => {
        const stored = base.get(name);
        return stored !== undefined && areSame(toOlder(stored), written) ? copyOf(stored) : toNewer(written);
      });
    },
  };
  const toNewer = (value) => translated(value, forms.toNewer, forms.older);
  const toOlder = (value) => translated(value, forms.toOlder, forms.newer);
  function translated(value, form, expected) {
    const result = value === null ? null : form(value);
    if (result === undefined) {
      throw unexpectedMember(operation, name, expected + ' or null', value);
    }
    return result;
  }
  function replace(object, step) {
    if (object.has(name)) {
      object.put(name, step(object.get(name)));
    }
  }
  return operation;
}

/** Into a tidy form: the older side sees what is stored as it is. */
function tidying(name, { tidied, expected }) {
  return translating(name, { toNewer: tidied, toOlder: (value) => value, older: expected, newer: '' });
}

/** One character of white space as Java's Character.isWhitespace tells it. */
const WHITE_SPACE = /^[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]$/;

/** Without white space at both ends. A regular expression would walk through white space in the middle again and again. */
function trimmed(text) {
  let from = 0;
  let to = text.length;
  while (from < to && WHITE_SPACE.test(text[from])) {
    from += 1;
  }
  while (to > from && WHITE_SPACE.test(text[to - 1])) {
    to -= 1;
  }
  return text.substring(from, to);
}

function tidierOf(given) {
  if (given.digits !== undefined) {
    return {
      expected: 'a number of at most 1,000 digits',
      tidied: (value) => kindOf(value) === 'number' ? rounded(value, given.digits) : undefined,
    };
  }
  const step = given.trim ? trimmed
    : given.case === 'lower' ? (text) => text.toLowerCase()
      : given.case === 'upper' ? (text) => text.toUpperCase() : null;
  if (step === null) {
    throw new Error('convert ' + given.name + ': this engine does not know how to convert by ' + Object.keys(given).join(', '));
  }
  return { expected: 'a string', tidied: (value) => kindOf(value) === 'string' ? step(value) : undefined };
}
