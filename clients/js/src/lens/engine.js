import { Aligned } from './alignment.js';
import { VALUE_OPERATIONS } from './convert.js';
import { FORM_OPERATIONS } from './forms.js';
import { HOST_OPERATIONS } from './hosts.js';
import { LIST_OPERATIONS } from './lists.js';
import { MEMBER_OPERATIONS } from './members.js';
import { mixedLens, NESTED_OPERATIONS } from './nested.js';
import { keepSpelling } from './reconciliation.js';
import { Reserved } from './reserved.js';
import { Sequence } from './sequence.js';
import { TEXT_OPERATIONS } from './texts.js';
import { asObject, toPlain } from './values.js';
import { WHOLE_OPERATIONS } from './whole.js';

/** All operations by their names: each makes one from its arguments in the lens file and from a context. */
const OPERATIONS = Object.assign({}, MEMBER_OPERATIONS, HOST_OPERATIONS, LIST_OPERATIONS, FORM_OPERATIONS, TEXT_OPERATIONS,
    VALUE_OPERATIONS, NESTED_OPERATIONS, WHOLE_OPERATIONS);

/** The operations that `mixed` makes a lens of, for data of which some has the newer form already. Others read `mixed` themselves. */
const MIXABLE = ['convert', 'split', 'join'];

/** What operations are made in: the members that they may not touch, and what the app has given. */
class Context {
  constructor(reserved, { jsonata, dateForms }) {
    this.reserved = reserved;
    this.jsonata = jsonata;
    this.dateForms = dateForms;
  }

  with(reserved) {
    return new Context(reserved, this);
  }

  /** @throws Error where an operation is unknown */
  operations(list) {
    return list.map((element) => {
      const name = Object.keys(element)[0];
      if (!Object.prototype.hasOwnProperty.call(OPERATIONS, name)) {
        throw new Error("this engine has no operation '" + name + "'"
            + (name === 'java' ? ', because it runs no Java; expected other operations' : ''));
      }
      const operation = OPERATIONS[name](element[name], this);
      return element[name].mixed && MIXABLE.indexOf(name) >= 0 ? mixedLens(new Sequence([operation])) : operation;
    });
  }
}

/**
 * Compiles operations, in the order in which they lead upwards.
 *
 * @param operations as lens files have them, as JSON
 * @param options `reserved`: paths to the members that no lens may touch, besides CouchDB's; `jsonata`: the npm package, version 1;
 *     `dateForms`: what `slipcover/dates` exports, where a lens needs it
 * @throws Error where an operation is unknown, or cannot be made
 */
export function sequenceFor(operations, options) {
  const given = options === undefined ? {} : options;
  const reserved = new Reserved(given.reserved === undefined ? [] : given.reserved, true);
  return new Sequence(new Context(reserved, given).operations(operations));
}

/** Leads an edited view up with its base, in place. Both are `Members`; the base is only read. */
export function putWithBase(sequence, base, view) {
  const aligned = new Aligned();
  sequence.put(base, view, aligned);
  keepSpelling(base, view, aligned);
}

/**
 * Compiles operations into functions on plain JSON. The functions leave their arguments alone and throw a `LensError` where a document is
 * not accepted.
 */
export function compile(operations, options) {
  const sequence = sequenceFor(operations, options);
  const led = (document, step) => {
    const members = asObject(document).copy();
    step(members);
    return toPlain(members);
  };
  return {
    forward: (older) => led(older, (members) => sequence.forward(members)),
    backward: (newer) => led(newer, (members) => sequence.backward(members)),
    put: (base, view) => led(view, (members) => putWithBase(sequence, asObject(base), members)),
  };
}
