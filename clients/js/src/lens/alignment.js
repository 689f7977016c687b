import { areSame, Items, Members, sameText } from './values.js';

/** How many cells the table for a common subsequence of two lists may have. */
export const LARGEST_TABLE = 1000000;

/** The same where only spelling is at stake. */
export const SMALL_TABLE = 10000;

/**
 * What one edit has found out: the lists whose elements have met their own base's already, and the objects whose members have an order
 * that was written as a list's. Lists and objects are told apart by identity.
 */
export class Aligned {
  constructor() {
    this.lists = new Set();
    this.ordered = new Set();
  }

  add(list) {
    this.lists.add(list);
  }

  contains(list) {
    return this.lists.has(list);
  }

  keepOrder(object) {
    this.ordered.add(object);
  }

  keepsOrder(object) {
    return this.ordered.has(object);
  }

  /** Whether the base's value is the same as the view's, also in the order of members where that was written. */
  areSame(base, view) {
    return areSame(base, view) && !this.keepsOrderIn(view);
  }

  keepsOrderIn(value) {
    if (this.ordered.size === 0 || !(value instanceof Members || value instanceof Items)) {
      return false;
    }
    return this.ordered.has(value) || value.values.some((inner) => this.keepsOrderIn(inner));
  }
}

/**
 * Tells which element of an edited list was which element of the list that was shown. Each rule is for the elements that the rules before
 * it left over: equal ones along a longest common subsequence, the earlier on ties; equal ones anywhere, in order; where there is a key,
 * those with equal keys, in order; and between two aligned ones, in order, those that do not have different keys.
 *
 * @param shown `Items`: the base's elements as the older side sees them
 * @param view `Items`: the elements as they were written
 * @param key the member that tells elements apart; undefined: none
 * @returns for each element of the view the index of its partner, or -1
 */
export function alignLists(shown, view, key, largestTable) {
  const partners = view.values.map(() => -1);
  const taken = shown.values.map(() => false);
  const align = (viewIndex, shownIndex) => {
    partners[viewIndex] = shownIndex;
    taken[shownIndex] = true;
  };
  let start = 0;
  while (start < shown.size && start < view.size && areSame(shown.get(start), view.get(start))) {
    align(start, start);
    start += 1;
  }
  if (start < view.size && start < shown.size) {
    alignEqual(shown, view, start, { partners, taken, align }, largestTable);
    if (key !== undefined) {
      alignKeys(shown, view, start, { partners, taken, align }, key);
    }
    alignBetween(shown, view, start, { partners, taken, align }, key);
  }
  return partners;
}

function alignEqual(shown, view, start, state, largestTable) {
  const shownTexts = shown.values.slice(start).map(sameText);
  const viewTexts = view.values.slice(start).map(sameText);
  alignCommonSubsequence(shownTexts, viewTexts, (k, i) => state.align(start + k, start + i), largestTable);
  const free = new Map();
  for (let i = shownTexts.length - 1; i >= 0; i -= 1) {
    if (!state.taken[start + i]) {
      pushTo(free, shownTexts[i], start + i);
    }
  }
  viewTexts.forEach((text, k) => {
    const places = state.partners[start + k] < 0 ? free.get(text) : undefined;
    if (places !== undefined && places.length > 0) {
      state.align(start + k, places.pop());
    }
  });
}

function pushTo(map, text, place) {
  const places = map.get(text);
  if (places === undefined) {
    map.set(text, [place]);
  } else {
    places.push(place);
  }
}

function alignCommonSubsequence(shown, view, align, largestTable) {
  let shownEnd = shown.length;
  let viewEnd = view.length;
  const isPastLimit = () => (shownEnd + 1) * (viewEnd + 1) > largestTable;
  if (isPastLimit()) {
    while (shownEnd > 0 && viewEnd > 0 && shown[shownEnd - 1] === view[viewEnd - 1]) {
      shownEnd -= 1;
      viewEnd -= 1;
      align(viewEnd, shownEnd);
    }
    if (isPastLimit()) {
      return;
    }
  }
  const width = viewEnd + 1;
  // The length of the longest common subsequence of the elements from i and from k on.
  const lengths = new Array((shownEnd + 1) * width).fill(0);
  for (let i = shownEnd - 1; i >= 0; i -= 1) {
    for (let k = viewEnd - 1; k >= 0; k -= 1) {
      const cell = i * width + k;
      lengths[cell] = shown[i] === view[k]
        ? lengths[cell + width + 1] + 1
        : Math.max(lengths[cell + width], lengths[cell + 1]);
    }
  }
  let i = 0;
  let k = 0;
  while (i < shownEnd && k < viewEnd) {
    const cell = i * width + k;
    if (shown[i] === view[k]) {
      align(k, i);
      i += 1;
      k += 1;
    } else if (lengths[cell + 1] >= lengths[cell + width]) {
      k += 1;
    } else {
      i += 1;
    }
  }
}

/** The value by which an element is known again; undefined where it has none. */
function keyIn(list, index, key) {
  const element = list.object(index);
  return element === null ? undefined : element.get(key);
}

function alignKeys(shown, view, start, state, key) {
  const free = new Map();
  for (let i = shown.size - 1; i >= start; i -= 1) {
    const value = state.taken[i] ? undefined : keyIn(shown, i, key);
    if (value !== undefined) {
      pushTo(free, sameText(value), i);
    }
  }
  for (let k = start; k < view.size; k += 1) {
    const value = state.partners[k] < 0 ? keyIn(view, k, key) : undefined;
    const places = value === undefined ? undefined : free.get(sameText(value));
    if (places !== undefined && places.length > 0) {
      state.align(k, places.pop());
    }
  }
}

function alignBetween(shown, view, start, state, key) {
  // From each place on, some place that is not past the first free one.
  const frees = shown.values.map((value, index) => state.taken[index] ? index + 1 : index).concat(shown.size);
  const freeFrom = (from) => {
    let free = from;
    while (frees[free] !== free) {
      frees[free] = frees[frees[free]];
      free = frees[free];
    }
    return free;
  };
  let from = start;
  while (from < view.size) {
    if (state.partners[from] >= 0) {
      from += 1;
      continue;
    }
    let to = from;
    while (to < view.size && state.partners[to] < 0) {
      to += 1;
    }
    const left = from === 0 ? -1 : state.partners[from - 1];
    const right = to === view.size ? shown.size : state.partners[to];
    const end = Math.max(left, right);
    let free = freeFrom(Math.min(left, right) + 1);
    for (let k = from; k < to && free < end; k += 1) {
      if (!areDifferentThings(shown, free, view, k, key)) {
        state.align(k, free);
        frees[free] = free + 1;
      }
      free = freeFrom(free + 1);
    }
    from = to;
  }
}

function areDifferentThings(shown, shownIndex, view, viewIndex, key) {
  if (key === undefined) {
    return false;
  }
  const one = keyIn(shown, shownIndex, key);
  const other = one === undefined ? undefined : keyIn(view, viewIndex, key);
  return one !== undefined && other !== undefined && !areSame(one, other);
}
