import { alignLists, LARGEST_TABLE, SMALL_TABLE } from './alignment.js';
import { conditionOf } from './condition.js';
import { isAccepted, LensError, shown, telling, unexpectedMember } from './errors.js';
import { keepSpelling } from './reconciliation.js';
import { NOTHING_RESERVED } from './reserved.js';
import { Sequence } from './sequence.js';
import { arrayAt, Items, Members, objectAt, textOf } from './values.js';

/** The operations that hold operations. */
export const NESTED_OPERATIONS = { in: readIn, when: readWhen, everywhere: readEverywhere };

function readIn({ name, lens, mixed }, context) {
  const inner = context.with(NOTHING_RESERVED);
  const map = lens.length === 1 ? lens[0].map : undefined;
  if (map === undefined) {
    return inside(name, sequenceOf(inner.operations(lens), mixed));
  }
  const led = sequenceOf(inner.operations(map.lens), map.mixed);
  return inside(name, map.values ? new MapValues(led, map.as) : new MapElements(led, map.as, map.key));
}

function sequenceOf(operations, mixed) {
  return new Sequence(mixed ? [mixedLens(new Sequence(operations))] : operations);
}

/** A lens on the content of a member. `null` passes. */
function inside(name, lens) {
  const operation = {
    description: 'in ' + name,
    forward: (older) => lead(older, (content) => lens.forward(content)),
    backward: (newer) => lead(newer, (content) => lens.backward(content)),
    put: !lens.takesFromBase ? undefined : (base, view, aligned) => {
      const stored = lens.contentIn(base, name);
      lead(view, (written) => stored === null ? lens.forward(written) : lens.put(stored, written, aligned));
    },
    strict: () => strictly(operation, lens, (strict) => inside(name, strict)),
  };
  function lead(object, step) {
    const content = lens.contentIn(object, name);
    if (content !== null) {
      telling(() => step(content), (failure) => failure.within(operation.description));
    } else if (object.has(name) && object.get(name) !== null) {
      throw unexpectedMember(operation, name, lens.expected, object.get(name));
    }
  }
  return operation;
}

function strictly(operation, lens, make) {
  const strict = lens.strict();
  return strict === lens ? operation : make(strict);
}

/** A lens on data of which some has the newer form already: what it refuses on the way up, but accepts on the way down. */
export function mixedLens(lens) {
  const strict = lens.strict();
  const operation = {
    description: lens.description,
    forward(older) {
      if (!hasNewerForm(older)) {
        lens.forward(older);
      }
    },
    backward: (newer) => lens.backward(newer),
    put: !lens.takesFromBase ? undefined : (base, view, aligned) => {
      if (!hasNewerForm(view)) {
        lens.put(base, view, aligned);
      }
    },
    strict: () => strict === lens ? operation : mixedLens(strict),
  };
  function hasNewerForm(object) {
    return !isAccepted(() => strict.forward(object.copy())) && isAccepted(() => strict.backward(object.copy()));
  }
  return operation;
}

/**
 * A lens on each of several values: the elements of a list (`Items`), or the values of an object (`Members`). A value is an object, and
 * `null` passes. Or the lens sees any value as the one member `as` of an object that is made for it.
 */
class EachValue {
  constructor(lens, as) {
    this.lens = lens;
    this.as = as;
    this.takesFromBase = lens.takesFromBase;
  }

  forward(older) {
    older.values.forEach((value, index) => this.lead(older, index, (element) => this.lens.forward(element)));
  }

  backward(newer) {
    newer.values.forEach((value, index) => this.lead(newer, index, (element) => this.lens.backward(element)));
  }

  /** Leads one value up with its base, which stands at a place of other values; -1: it has none. */
  putOne(bases, place, view, index, aligned) {
    const base = place < 0 ? null : this.seen(bases, place);
    this.lead(view, index, (element) => {
      if (base === null) {
        this.lens.forward(element);
      } else {
        this.lens.put(base, element, aligned);
        keepSpelling(base, element, aligned);
      }
    });
  }

  lead(values, index, step) {
    telling(() => {
      const element = this.seen(values, index);
      if (element !== null) {
        step(element);
        if (this.as !== undefined) {
          this.replace(values, index, this.only(element));
        }
      }
    }, (failure) => values instanceof Items ? failure.at(index) : failure.atName(values.names[index]));
  }

  /** The object that the lens sees for a value; null where the value passes. */
  seen(values, index) {
    if (this.as !== undefined) {
      return new Members([this.as], [values.values[index]]);
    }
    const element = objectAt(values, index);
    if (element === null && values.values[index] !== null) {
      const reason = 'an element is expected to be an object or null';
      throw new LensError('map', reason + ', not ' + shown(values.values[index]), reason);
    }
    return element;
  }

  /** A value that was left alone stays as it came. */
  replace(values, index, led) {
    if (textOf(led) !== textOf(values.values[index])) {
      values.set(index, led);
    }
  }

  only(element) {
    const value = element.get(this.as);
    if (value === undefined || element.size !== 1) {
      const reason = "the lens is expected to leave an element with '" + this.as + "' alone";
      throw new LensError('map', reason + ', not ' + shown(element), reason);
    }
    return value;
  }
}

/** A lens on the elements of a list. With a base, elements are aligned with the base's, as the older side sees them. */
class MapElements extends EachValue {
  constructor(lens, as, key) {
    super(lens, as);
    this.key = key;
    this.takesFromBase = true;
  }

  contentIn(object, name) {
    return object.array(name);
  }

  put(base, view, aligned) {
    const before = base.copy();
    this.backward(before);
    const partners = alignLists(before, view, this.key, LARGEST_TABLE);
    aligned.add(view);
    partners.forEach((partner, index) => this.putOne(base, partner, view, index, aligned));
  }

  strict() {
    return strictly(this, this.lens, (strict) => new MapElements(strict, this.as, this.key));
  }
}

MapElements.prototype.expected = 'an array or null';

/** A lens on the values of an object that is used as a map. With a base, a value is led up with the value of the same name. */
class MapValues extends EachValue {
  contentIn(object, name) {
    return object.object(name);
  }

  put(base, view, aligned) {
    view.names.forEach((name, index) => this.putOne(base, base.indexOf(name), view, index, aligned));
  }

  strict() {
    return strictly(this, this.lens, (strict) => new MapValues(strict, this.as));
  }
}

MapValues.prototype.expected = 'an object or null';

/** A lens for those objects alone for which a condition holds: how it leads one object. */
function conditioned(description, condition, lens) {
  const within = (step) => telling(step, (failure) => failure.within(description));
  return {
    isFor: (object) => condition.holdsFor(object),
    leadUp(older) {
      if (condition.holdsFor(older)) {
        within(() => lens.forward(older));
      }
    },
    leadDown(newer) {
      if (condition.holdsFor(newer)) {
        within(() => lens.backward(newer));
      }
    },
    putUp(base, view, aligned) {
      if (condition.holdsFor(view)) {
        within(() => condition.holdsFor(base) ? lens.put(base, view, aligned) : lens.forward(view));
      }
    },
  };
}

function readWhen(given, context) {
  return when(conditionOf(given), new Sequence(context.operations(given.lens)));
}

function when(condition, lens) {
  const description = 'when ' + condition.description;
  const one = conditioned(description, condition, lens);
  const operation = {
    description,
    forward: one.leadUp,
    backward: one.leadDown,
    put: lens.takesFromBase ? one.putUp : undefined,
    strict: () => strictly(operation, lens, (strict) => when(condition, strict)),
  };
  return operation;
}

/** How many objects and lists around it an object may stand in. */
const DEEPEST_OBJECT = 100;

function readEverywhere(given, context) {
  return everywhere(conditionOf(given), new Sequence(context.operations(given.lens)), context.reserved);
}

/** A lens for all objects for which a condition holds, at any depth: inner ones first on the way up, and last on the way down. */
function everywhere(condition, lens, reserved) {
  const description = 'everywhere ' + condition.description;
  const one = conditioned(description, condition, lens);
  const operation = {
    description,
    forward: (older) => forwardObject(older, reserved, 0),
    backward: (newer) => backwardObject(newer, reserved, 0, null),
    put: !lens.takesFromBase ? undefined : (base, view, aligned) => {
      const bases = new Map();
      const before = base.copy();
      backwardObject(before, reserved, 0, bases);
      putObject({ bases, aligned }, before, view, reserved, 0);
    },
    strict: () => strictly(operation, lens, (strict) => everywhere(condition, strict, reserved)),
  };

  function deeper(depth) {
    if (depth === DEEPEST_OBJECT) {
      throw new LensError(description,
          'something is nested in more than ' + DEEPEST_OBJECT + ' objects and lists, and this looks no deeper');
    }
    return depth + 1;
  }

  function forEachOpen(object, closed, step) {
    for (let index = 0; index < object.size; index += 1) {
      if (!closed.touches(object.names[index])) {
        step(index);
      }
    }
  }

  function forwardObject(object, closed, depth) {
    forEachOpen(object, closed, (index) => forwardElement(object, index, depth));
    one.leadUp(object);
  }

  function forwardElement(elements, index, depth) {
    const object = objectAt(elements, index);
    if (object !== null) {
      forwardObject(object, NOTHING_RESERVED, deeper(depth));
      return;
    }
    const list = arrayAt(elements, index);
    if (list !== null) {
      list.values.forEach((value, inner) => forwardElement(list, inner, deeper(depth)));
    }
  }

  /** @param bases gets, for each object that the lens is for, the object as the newer side has it; null: nobody asks */
  function backwardObject(object, closed, depth, bases) {
    if (bases !== null && one.isFor(object)) {
      bases.set(object, object.copy());
    }
    one.leadDown(object);
    forEachOpen(object, closed, (index) => backwardElement(object, index, depth, bases));
  }

  function backwardElement(elements, index, depth, bases) {
    const object = objectAt(elements, index);
    if (object !== null) {
      backwardObject(object, NOTHING_RESERVED, deeper(depth), bases);
      return;
    }
    const list = arrayAt(elements, index);
    if (list !== null) {
      list.values.forEach((value, inner) => backwardElement(list, inner, deeper(depth), bases));
    }
  }

  function putObject(edit, before, view, closed, depth) {
    forEachOpen(view, closed, (index) => putElement(edit, before, before.indexOf(view.names[index]), view, index, depth));
    const base = edit.bases.get(before);
    if (base === undefined) {
      one.leadUp(view);
    } else {
      one.putUp(base, view, edit.aligned);
    }
  }

  /** Leads up what stands in an element, with what stood there before, if anything did. */
  function putElement(edit, before, place, view, index, depth) {
    const objectBefore = objectAt(before, place);
    const object = objectBefore === null ? null : objectAt(view, index);
    if (object !== null) {
      putObject(edit, objectBefore, object, NOTHING_RESERVED, deeper(depth));
      return;
    }
    const listBefore = arrayAt(before, place);
    const list = listBefore === null ? null : arrayAt(view, index);
    if (list === null) {
      forwardElement(view, index, depth);
      return;
    }
    alignLists(listBefore, list, undefined, SMALL_TABLE).forEach(
        (partner, inner) => putElement(edit, listBefore, partner, list, inner, deeper(depth)));
  }

  return operation;
}
