import { alignLists, SMALL_TABLE } from './alignment.js';
import { copyOf, kindOf } from './values.js';

/** Beyond it a value keeps its own order: what differs so deep would be compared again at each level above. */
const DEEPEST = 64;

/**
 * Gives a document the order of its base: members keep the base's order, new ones follow. What a document means stays as it is.
 *
 * @param base `Members`, which are only read
 * @param result `Members`, which are changed in place
 * @param aligned what the edit has found out
 */
export function keepSpelling(base, result, aligned) {
  keepMembers(base, result, aligned, DEEPEST);
}

function keepMembers(base, result, aligned, depth) {
  const order = result.names.map((name, index) => {
    const place = base.indexOf(name);
    if (place >= 0) {
      keepValue(base, place, result, index, aligned, depth);
    }
    return place < 0 ? base.size : place;
  });
  if (order.some((place, index) => index > 0 && order[index - 1] > place) && !aligned.keepsOrder(result)) {
    const sorted = order.map((place, index) => index).sort((one, other) => order[one] - order[other] || one - other);
    result.become(sorted.map((index) => result.names[index]), sorted.map((index) => result.values[index]));
  }
}

function keepValue(base, place, result, index, aligned, depth) {
  const stored = base.values[place];
  const value = result.values[index];
  if (aligned.areSame(stored, value)) {
    result.set(index, copyOf(stored));
    return;
  }
  const kind = kindOf(value);
  if (depth === 0 || kind !== kindOf(stored)) {
    return;
  }
  const name = result.names[index];
  if (kind === 'object') {
    keepMembers(base.object(name), result.object(name), aligned, depth - 1);
  } else if (kind === 'array' && !aligned.contains(result.array(name))) {
    keepElements(base.array(name), result.array(name), aligned, depth - 1);
  }
}

function keepElements(base, result, aligned, depth) {
  alignLists(base, result, undefined, SMALL_TABLE).forEach((partner, index) => {
    if (partner < 0) {
      return;
    }
    const stored = base.get(partner);
    if (aligned.areSame(stored, result.get(index))) {
      result.set(index, copyOf(stored));
      return;
    }
    const inner = depth <= 0 ? null : result.object(index);
    const innerBase = inner === null ? null : base.object(partner);
    if (inner !== null && innerBase !== null) {
      keepMembers(innerBase, inner, aligned, depth - 1);
    }
  });
}
