import { takenMember, unexpectedMember } from './errors.js';
import { memberPattern } from './patterns.js';
import { copyOf, Members } from './values.js';

/** The operations that move members into an object member, the host, and out of it. */
export const HOST_OPERATIONS = { hoist: hoisting, plunge: plunging, nest: nesting, unnest: unnesting };

function hoisting({ host, name }) {
  const operation = {
    description: 'hoist ' + host + '.' + name,
    forward: (older) => moveUp(operation, older, host, name),
    backward: (newer) => moveInto(operation, newer, host, name),
    put(base, view) {
      if (!moveUp(operation, view, host, name)) {
        return;
      }
      const stood = base.object(host);
      if (stood !== null && stood.size === 0 && base.has(name)) {
        view.insert(view.indexOf(name), host, stood.copy());
      }
    },
  };
  return operation;
}

function plunging({ host, name }) {
  const operation = {
    description: 'plunge ' + name + ' into ' + host,
    forward: (older) => moveInto(operation, older, host, name),
    backward: (newer) => moveUp(operation, newer, host, name),
  };
  return operation;
}

/** Moves `host.name` up, behind its host; a host left empty goes and leaves its place. Gives whether the host went. */
function moveUp(operation, object, host, name) {
  if (object.has(name)) {
    throw takenMember(operation, name);
  }
  const inner = object.object(host);
  const value = inner === null ? undefined : inner.remove(name);
  if (value === undefined) {
    return false;
  }
  const index = object.indexOf(host);
  if (inner.size > 0) {
    object.insert(index + 1, name, value);
    return false;
  }
  object.rename(index, name);
  object.set(index, value);
  return true;
}

/** Moves `name` into its host; where there is none, one is made in its place. */
function moveInto(operation, object, host, name) {
  const inner = object.object(host);
  if (inner !== null && inner.has(name)) {
    throw takenMember(operation, host + '.' + name);
  }
  const index = object.indexOf(name);
  if (index < 0) {
    return;
  }
  if (inner !== null) {
    inner.add(name, object.removeAt(index));
    return;
  }
  if (object.has(host)) {
    throw unexpectedMember(operation, host, 'an object', object.get(host));
  }
  const made = new Members([name], [object.values[index]]);
  object.rename(index, host);
  object.set(index, made);
}

/** The members that belong to the move, told by the names that they have outside of the host. */
function selectionOf({ host, names, except, matching, program, prefix }, reserved) {
  const start = prefix === undefined ? '' : prefix;
  const pattern = matching === undefined ? null : memberPattern(matching, program);
  return {
    host,
    holds(outer) {
      return outer !== host
          && outer.length > start.length
          && outer.lastIndexOf(start, 0) === 0
          && !reserved.touches(outer)
          && (names === undefined || names.indexOf(outer) >= 0)
          && (except === undefined || except.indexOf(outer) < 0)
          && (pattern === null || pattern.matches(outer));
    },
    outer: (inner) => start + inner,
    inner: (outer) => outer.substring(start.length),
  };
}

function nesting(given, context) {
  const selection = selectionOf(given, context.reserved);
  const operation = {
    description: 'nest ' + given.host,
    forward: (older) => moveAllInto(operation, selection, older),
    backward: (newer) => moveAllUp(operation, selection, newer),
  };
  return operation;
}

function unnesting(given, context) {
  const selection = selectionOf(given, context.reserved);
  const { host } = given;
  const operation = {
    description: 'unnest ' + host,
    forward: (older) => moveAllUp(operation, selection, older),
    backward: (newer) => moveAllInto(operation, selection, newer),
    put(base, view) {
      const place = moveAllUp(operation, selection, view);
      const stood = place < 0 ? null : base.object(host);
      if (stood !== null && stood.size === 0 && base.names.some(selection.holds)) {
        view.insert(place, host, copyOf(stood));
      }
    },
  };
  return operation;
}

/** Moves the members into their host; where there is none, one is made in the place of the first of them. */
function moveAllInto(operation, selection, object) {
  const { host } = selection;
  const inner = object.object(host);
  const taken = inner === null ? undefined : inner.names.find((name) => selection.holds(selection.outer(name)));
  if (taken !== undefined) {
    throw takenMember(operation, host + '.' + taken);
  }
  const first = object.names.findIndex(selection.holds);
  if (first < 0) {
    return;
  }
  if (inner === null && object.has(host)) {
    throw unexpectedMember(operation, host, 'an object', object.get(host));
  }
  const target = inner === null ? new Members([], []) : inner;
  const names = [];
  const values = [];
  object.names.forEach((name, index) => {
    const moves = selection.holds(name);
    if (moves) {
      target.add(selection.inner(name), object.values[index]);
    }
    if (!moves) {
      names.push(name);
      values.push(object.values[index]);
    } else if (inner === null && index === first) {
      names.push(host);
      values.push(target);
    }
  });
  object.become(names, values);
}

/** Moves the members up, behind their host. A host left empty goes; its place is what this gives, or -1. */
function moveAllUp(operation, selection, object) {
  const { host } = selection;
  const taken = object.names.find(selection.holds);
  if (taken !== undefined) {
    throw takenMember(operation, taken);
  }
  const inner = object.object(host);
  const moving = inner === null ? [] : inner.names.map((name) => selection.holds(selection.outer(name)));
  if (moving.indexOf(true) < 0) {
    return -1;
  }
  const names = inner.names.filter((name, index) => moving[index]).map(selection.outer);
  const values = inner.values.filter((value, index) => moving[index]);
  inner.keep((index) => !moving[index]);
  const place = object.indexOf(host);
  const isLeftEmpty = inner.size === 0;
  const behind = place + 1;
  const kept = isLeftEmpty ? place : behind;
  object.become(
      object.names.slice(0, kept).concat(names, object.names.slice(behind)),
      object.values.slice(0, kept).concat(values, object.values.slice(behind)));
  return isLeftEmpty ? place : -1;
}
