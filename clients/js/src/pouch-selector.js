/** Selectors, sorting and fields of `find`, in the words of the app, over documents in the app's shape. */

import { equal } from './pouch-changes.js';

const rank = (value) => value === null ? 1 : typeof value === 'boolean' ? 2 : typeof value === 'number' ? 3
  : typeof value === 'string' ? 4 : Array.isArray(value) ? 5 : value === undefined ? 0 : 6;

/** The order of CouchDB's views: null, booleans, numbers, strings, arrays, objects. */
export function compare(one, other) {
  const ranks = rank(one) - rank(other);
  if (ranks !== 0) {
    return ranks;
  }
  if (rank(one) < 5) {
    return one === other ? 0 : one < other ? -1 : 1;
  }
  const [left, right] = rank(one) === 5 ? [one, other] : [Object.entries(one), Object.entries(other)];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const order = compare(left[at], right[at]);
    if (order !== 0) {
      return order;
    }
  }
  return left.length - right.length;
}

const path = (field) => field.split(/(?<!\\)\./).map((part) => part.replaceAll('\\.', '.'));
const at = (document, field) => path(field).reduce((value, name) => value?.[name], document);
const is = (value) => value !== undefined;

const kinds = {
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  string: (value) => typeof value === 'string',
  array: Array.isArray,
  object: (value) => rank(value) === 6,
};

const operators = {
  $eq: (value, given) => is(value) && compare(value, given) === 0,
  $ne: (value, given) => !is(value) || compare(value, given) !== 0,
  $gt: (value, given) => is(value) && compare(value, given) > 0,
  $gte: (value, given) => is(value) && compare(value, given) >= 0,
  $lt: (value, given) => is(value) && compare(value, given) < 0,
  $lte: (value, given) => is(value) && compare(value, given) <= 0,
  $exists: (value, given) => is(value) === Boolean(given),
  $type: (value, given) => is(value) && kinds[given]?.(value),
  $in: (value, given) => [value].flat().some((one) => given.some((other) => is(one) && equal(one, other)))
    || given.some((other) => equal(value, other)),
  $nin: (value, given) => !operators.$in(value, given),
  $all: (value, given) => Array.isArray(value) && given.every((one) => value.some((other) => equal(one, other))),
  $size: (value, given) => Array.isArray(value) && value.length === given,
  $mod: (value, [divisor, rest]) => Number.isInteger(value) && value % divisor === rest,
  $regex: (value, given) => typeof value === 'string' && new RegExp(given).test(value),
  $elemMatch: (value, given) => Array.isArray(value) && value.some((one) => element(one, given)),
  $allMatch: (value, given) => Array.isArray(value) && value.length > 0 && value.every((one) => element(one, given)),
  $keyMapMatch: (value, given) => rank(value) === 6 && Object.keys(value).some((one) => element(one, given)),
  $not: (value, given) => !condition(value, given),
};

const element = (value, given) => rank(value) === 6 ? matches(value, given) : condition(value, given);

function condition(value, given) {
  if (rank(given) !== 6) {
    return operators.$eq(value, given);
  }
  return Object.entries(given).every(([name, argument]) => {
    if (name === '$and' || name === '$or' || name === '$nor') {
      return combined(name, argument, (one) => condition(value, one));
    }
    if (name.startsWith('$')) {
      if (!operators[name]) {
        throw new Error(`unknown operator ${name}`);
      }
      return operators[name](value, argument);
    }
    return condition(at(value, name), argument);
  });
}

function combined(name, selectors, match) {
  return name === '$and' ? selectors.every(match) : name === '$or' ? selectors.some(match) : !selectors.some(match);
}

/** Whether a document matches a selector. */
export function matches(document, selector) {
  return Object.entries(selector).every(([name, given]) => {
    if (name === '$and' || name === '$or' || name === '$nor') {
      return combined(name, given, (one) => matches(document, one));
    }
    return name === '$not' ? !matches(document, given) : condition(name.startsWith('$') ? document : at(document, name),
      name.startsWith('$') ? { [name]: given } : given);
  });
}

/** What `find` gives of these documents. */
export function found(documents, { selector, fields, sort = [], skip = 0, limit = Infinity }) {
  const orders = sort.map((one) => typeof one === 'string' ? [one, 'asc'] : Object.entries(one)[0]);
  return documents
    .filter((document) => !document._id.startsWith('_design/') && matches(document, selector))
    .sort((one, other) => {
      for (const [field, direction] of orders) {
        const order = compare(at(one, field), at(other, field));
        if (order !== 0) {
          return direction === 'desc' ? -order : order;
        }
      }
      return 0;
    })
    .slice(skip, skip + limit)
    .map((document) => fields ? picked(document, fields) : document);
}

function picked(document, fields) {
  const result = {};
  for (const field of fields) {
    const value = at(document, field);
    if (is(value)) {
      const names = path(field);
      const last = names.pop();
      names.reduce((inner, name) => inner[name] ??= {}, result)[last] = value;
    }
  }
  return result;
}
