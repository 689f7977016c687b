import { Aligned, alignLists, SMALL_TABLE } from './alignment.js';
import { isAccepted, LensError } from './errors.js';
import { keepSpelling } from './reconciliation.js';
import { areSame, asArray, asObject, copyOf, Items, kindOf, Members, toPlain } from './values.js';

/** The operations that make another document of the whole one. */
export const WHOLE_OPERATIONS = { jsonata: expressions };

/** What would give one document two answers. */
const FICKLE = ['now', 'millis', 'random', 'shuffle'];

function expressions({ forward, backward }, { jsonata, reserved }) {
  if (typeof jsonata !== 'function') {
    throw new Error("a lens has 'jsonata', so give the engine that package: schema(lenses, { jsonata }), version 1 of it");
  }
  const up = expressionOf(jsonata, forward);
  const down = expressionOf(jsonata, backward);
  const operation = {
    description: 'jsonata',
    forward: (older) => replaceBy(up, older),
    backward: (newer) => replaceBy(down, newer),
    /** Merges what the view changed into the base, unless the result would not show what was written. */
    put(base, view) {
      const written = view.copy();
      const ancestor = base.copy();
      operation.backward(ancestor);
      operation.forward(ancestor);
      operation.forward(view);
      const merged = mergeThree(ancestor, view, base);
      if (shows(merged, written)) {
        view.become(merged.names, merged.values);
      }
    },
  };
  function replaceBy(evaluate, document) {
    const result = evaluate(toPlain(document));
    if (kindOf(result) !== 'object') {
      throw new LensError('jsonata', 'the result is no object');
    }
    const made = Members.of(result);
    const touched = reserved.restore(document, made);
    if (touched !== null) {
      throw new LensError('jsonata', 'the result has a ' + touched.join('.') + ' other than the one given, which no lens may touch');
    }
    keepSpelling(document, made, new Aligned());
    document.become(made.names, made.values);
  }
  function shows(newer, written) {
    const seen = newer.copy();
    return isAccepted(() => operation.backward(seen)) && areSame(seen, written);
  }
  return operation;
}

function parsedExpression(jsonata, text) {
  try {
    return jsonata(text);
  } catch (failure) {
    throw new Error("the package jsonata does not take the expression '" + text + "': " + failure.message);
  }
}

function expressionOf(jsonata, text) {
  const expression = parsedExpression(jsonata, text);
  const bindings = {};
  for (const name of FICKLE) {
    bindings[name] = () => {
      throw new Error('$' + name + ' gives the same document another answer each time, which a lens may not');
    };
  }
  return (document) => {
    let result;
    try {
      result = expression.evaluate(document, bindings);
    } catch (failure) {
      throw new LensError('jsonata', String(failure.message), 'the expression failed');
    }
    if (result !== null && typeof result === 'object' && typeof result.then === 'function') {
      result.then(null, () => undefined);
      throw new Error("this version of 'jsonata' answers later; the engine needs version 1, which answers at once");
    }
    return result === undefined ? undefined : JSON.parse(JSON.stringify(result));
  };
}

/** Beyond it an object counts as whole. */
const DEEPEST_MERGE = 64;

/**
 * The merge of two objects that come from one: member by member, objects recursively. What one of them changed is as that one has it; where
 * both did, the changed one wins.
 *
 * @param ancestor what both come from
 * @param changed the one that wins
 * @param base the other one, whose order the result has
 * @param mergeLists merges the lists of the three; undefined: lists count as whole
 */
export function mergeThree(ancestor, changed, base, mergeLists) {
  const result = base.copy();
  mergeInto(ancestor, changed, result, { depth: DEEPEST_MERGE, mergeLists });
  return result;
}

/** What becomes of a value that was changed. Undefined, no value, is a value like others, but for the base. */
function mergedValue(before, after, own, { depth, mergeLists }) {
  const kind = depth === 0 ? 'whole' : kindOf(own);
  const kindBefore = before === undefined ? kind : kindOf(before);
  if (kindOf(after) !== kind || kindBefore !== kind) {
    return copyOf(after);
  }
  if (kind === 'object') {
    const result = asObject(own).copy();
    mergeInto(before === undefined ? new Members([], []) : asObject(before), asObject(after), result, { depth: depth - 1, mergeLists });
    return result;
  }
  return kind === 'array' && mergeLists !== undefined && before !== undefined
    ? mergeLists(asArray(before), asArray(after), asArray(own), (one, other, third) => mergedValue(one, other, third, { depth: depth - 1, mergeLists }))
    : copyOf(after);
}

function mergeInto(ancestor, changed, result, options) {
  const known = new Set(result.names);
  const removed = new Set();
  result.names.forEach((name, index) => {
    const before = ancestor.get(name);
    const after = changed.get(name);
    if (areSame(before, after)) {
      return;
    }
    if (after === undefined) {
      removed.add(name);
      known.delete(name);
      return;
    }
    result.set(index, mergedValue(before, after, result.values[index], options));
  });
  if (removed.size > 0) {
    result.keep((index) => !removed.has(result.names[index]));
  }
  changed.names.forEach((name, index) => {
    if (!known.has(name) && !areSame(ancestor.get(name), changed.values[index])) {
      result.add(name, copyOf(changed.values[index]));
    }
  });
}

/**
 * The merge of lists of which the base's shows as the ancestor's, element by element. Elements that the base has behind those stay behind
 * what was written, unless elements were taken away.
 */
export function mergeShownLists(ancestor, changed, base, merge) {
  if (base.size < ancestor.size) {
    return changed.copy();
  }
  const partners = alignLists(ancestor, changed, undefined, SMALL_TABLE);
  const merged = partners.map((partner, index) => {
    if (partner < 0) {
      return copyOf(changed.get(index));
    }
    return areSame(ancestor.get(partner), changed.get(index))
      ? copyOf(base.get(partner))
      : merge(ancestor.get(partner), changed.get(index), base.get(partner));
  });
  const hidden = changed.size < ancestor.size ? [] : base.values.slice(ancestor.size).map(copyOf);
  return new Items(merged.concat(hidden));
}
