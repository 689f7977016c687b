import { textOf } from './values.js';

const LONGEST_VALUE = 60;

/** A document, or a member of it, that an operation does not accept. */
export class LensError extends Error {
  /**
   * @param operation what the operation does, in a few words: `convert status`
   * @param reason what was found and what was expected
   * @param discreetReason the same without a value of the document; undefined: the reason has none
   * @param message undefined: the operation and the reason
   */
  constructor(operation, reason, discreetReason, message) {
    super(message === undefined ? operation + ': ' + reason : message);
    this.name = 'LensError';
    this.code = 'migration_failed';
    this.operation = operation;
    this.reason = reason;
    this.discreetReason = discreetReason === undefined ? reason : discreetReason;
  }

  /** The same as Slipcover tells it of a whole document. */
  ofDocument(type, from, to) {
    const words = type + ' ' + from + ' to ' + to + ': ';
    const message = words + this.message;
    return new LensError(this.operation, message, words + this.operation + ': ' + this.discreetReason, message);
  }

  /** The same, seen from the operation around it. */
  within(outer) {
    return new LensError(outer + (this.operation[0] === '[' ? '' : ', ') + this.operation, this.reason, this.discreetReason);
  }

  /** The same in an element of a list. */
  at(index) {
    return new LensError('[' + index + '], ' + this.operation, this.reason, this.discreetReason);
  }

  /** The same in a value of an object that is used as a map. */
  atName(name) {
    return new LensError(this.operation, "in the value of '" + name + "', " + this.reason, this.discreetReason);
  }
}

export function takenMember(operation, name) {
  return new LensError(operation.description, 'there is a member ' + name + ' already');
}

/** @param expected what was expected, without the value: `an element is expected to be a string` */
export function unexpectedValue(operation, expected, found) {
  return new LensError(operation.description, expected + ', not ' + shown(found), expected);
}

export function unexpectedMember(operation, name, expected, found) {
  return unexpectedValue(operation, name + ' is expected to be ' + expected, found);
}

/** A value as a reason tells it: its JSON, cut where it is long. */
export function shown(value) {
  const text = textOf(value);
  if (text.length <= LONGEST_VALUE) {
    return text;
  }
  const last = text.charCodeAt(LONGEST_VALUE - 1);
  return text.substring(0, last >= 0xd800 && last < 0xdc00 ? LONGEST_VALUE - 1 : LONGEST_VALUE) + '\u2026';
}

/** Whether no lens refuses what a trial does. */
export function isAccepted(trial) {
  try {
    trial();
    return true;
  } catch (failure) {
    if (failure instanceof LensError) {
      return false;
    }
    throw failure;
  }
}

/** Does something, and tells an error of a lens as it looks from further out. */
export function telling(step, seen) {
  try {
    return step();
  } catch (failure) {
    throw failure instanceof LensError ? seen(failure) : failure;
  }
}
