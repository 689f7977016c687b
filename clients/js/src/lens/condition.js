import { areSame } from './values.js';

/** A condition on the members of an object, all of which has to hold: `equals`, `has`, `lacks` and `in`, as lens files write it. */
export function conditionOf(given) {
  const equal = entriesIn(given.equals);
  const has = given.has === undefined ? [] : given.has;
  const lacks = given.lacks === undefined ? [] : given.lacks;
  const inside = entriesIn(given.in).map(([name, condition]) => [name, conditionOf(condition)]);
  const named = equal.map(nameOf).concat(has, inside.map(nameOf), lacks);
  return {
    description: named.filter((name, index) => named.indexOf(name) === index).join(', '),
    holdsFor: (object) => has.every((name) => object.has(name))
        && !lacks.some((name) => object.has(name))
        && equal.every(([name, value]) => areSame(object.get(name), value))
        && inside.every(([name, condition]) => {
          const inner = object.object(name);
          return inner !== null && condition.holdsFor(inner);
        }),
  };
}

function entriesIn(object) {
  return object === undefined ? [] : Object.keys(object).map((name) => [name, object[name]]);
}

function nameOf(entry) {
  return entry[0];
}
