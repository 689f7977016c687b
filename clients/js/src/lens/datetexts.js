import { zeroPadded } from './notations.js';

/** The text of a date by the parts of a pattern. */
export function formatDateParts(parts, fields) {
  return parts.map((part) => formatted(part, fields)).join('');
}

function formatted(part, fields) {
  const value = fields[part.field];
  switch (part.kind) {
    case 'optional':
      return formatDateParts(part.parts, fields);
    case 'literal':
      return part.text;
    case 'names':
      return part.texts[value - part.first];
    case 'fraction':
      return zeroPadded(value, 9).slice(0, part.max);
    case 'offset':
      return formattedOffset(part, value);
    default:
      return formattedNumber(part, value);
  }
}

function formattedNumber(part, value) {
  const number = Math.abs(part.reduced ? value % 100 : value);
  const digits = zeroPadded(number, part.min);
  if (value < 0 && !part.reduced) {
    return '-' + digits;
  }
  return (part.sign === 'exceeds' && digits.length > part.min ? '+' : '') + digits;
}

function formattedOffset(part, offset) {
  const size = Math.abs(offset);
  const hours = Math.floor(size / 3600);
  const minutes = Math.floor(size / 60) % 60;
  const seconds = size % 60;
  const hasMinutes = part.minutes || minutes > 0;
  const hasSeconds = part.seconds === undefined && seconds > 0;
  if (hours + (hasMinutes ? minutes : 0) + (hasSeconds ? seconds : 0) === 0) {
    return part.zero;
  }
  return (offset < 0 ? '-' : '+') + zeroPadded(hours, 2) + (hasMinutes ? part.colon + zeroPadded(minutes, 2) : '')
      + (hasSeconds ? part.colon + zeroPadded(seconds, 2) : '');
}

/** What a text says by the parts of a pattern, field by field; undefined where it does not have the pattern's form. */
export function parseDateParts(parts, text) {
  const reader = { text, at: 0, fields: {} };
  return parts.every((part) => isRead(part, reader)) && reader.at === text.length ? reader.fields : undefined;
}

function isRead(part, reader) {
  switch (part.kind) {
    case 'optional':
      return isOptionalRead(part, reader);
    case 'literal':
      return isTextRead(part.text, reader);
    case 'names':
      return isNameRead(part, reader);
    case 'fraction':
      return isFractionRead(part, reader);
    case 'offset':
      return isOffsetRead(part, reader);
    default:
      return isNumberRead(part, reader);
  }
}

function isOptionalRead(part, reader) {
  const inside = { text: reader.text, at: reader.at, fields: Object.assign({}, reader.fields) };
  if (part.parts.every((one) => isRead(one, inside))) {
    reader.at = inside.at;
    reader.fields = inside.fields;
  }
  return true;
}

function isNameRead(part, reader) {
  const name = part.longestFirst.find((text) => isTextRead(text, reader));
  return name !== undefined && isSet(reader, part.field, part.values[name]);
}

function isTextRead(text, reader) {
  const isThere = reader.text.startsWith(text, reader.at);
  reader.at += isThere ? text.length : 0;
  return isThere;
}

/** Keeps what a field is; false where it was something else before. */
function isSet(reader, field, value) {
  const isSame = reader.fields[field] === undefined || reader.fields[field] === value;
  reader.fields[field] = value;
  return isSame;
}

function isDigit(character) {
  return character >= '0' && character <= '9';
}

/** How many digits follow a place, but no more than so many. */
function digitsAt(text, from, most) {
  let count = 0;
  while (count < most && from + count < text.length && isDigit(text[from + count])) {
    count++;
  }
  return count;
}

function isFractionRead(part, reader) {
  const count = digitsAt(reader.text, reader.at, part.max);
  const digits = reader.text.substr(reader.at, count);
  reader.at += count;
  return count === part.max && isSet(reader, part.field, Number((digits + '00000000').slice(0, 9)));
}

function isNumberRead(part, reader) {
  const sign = reader.text[reader.at] === '-' ? '-' : reader.text[reader.at] === '+' ? '+' : '';
  if (sign !== '' && (part.sign === 'none' || (sign === '+' && part.sign === 'normal'))) {
    return false;
  }
  const from = reader.at + sign.length;
  const found = digitsAt(reader.text, from, part.max + part.behind);
  // The numbers behind this one need digits of their own.
  const count = part.behind > 0 ? Math.min(found, Math.max(part.min, found - part.behind)) : found;
  const number = Number(reader.text.substr(from, count));
  if (count < part.min || (sign === '-' && number === 0)
      || (part.sign === 'exceeds' && sign !== '-' && (sign === '+') !== (count > part.min))) {
    return false;
  }
  reader.at = from + count;
  return isSet(reader, part.field, part.reduced ? 2000 + number : sign === '-' ? -number : number);
}

function isOffsetRead(part, reader) {
  if (isTextRead(part.zero, reader)) {
    return isSet(reader, part.field, 0);
  }
  const sign = reader.text[reader.at];
  if (sign !== '+' && sign !== '-') {
    return false;
  }
  const place = { at: reader.at + 1 };
  const hours = twoDigits(reader.text, place, '');
  const minutes = hours === undefined || part.minutes === false ? undefined : twoDigits(reader.text, place, part.colon);
  const seconds = minutes === undefined || part.seconds === false ? undefined : twoDigits(reader.text, place, part.colon);
  if (hours === undefined || hours > 23 || (part.minutes && minutes === undefined)) {
    return false;
  }
  reader.at = place.at;
  return isSet(reader, part.field, (sign === '-' ? -1 : 1) * (3600 * hours + 60 * (minutes || 0) + (seconds || 0)));
}

/** A number of two digits, up to 59, which moves the place; undefined where there is none. */
function twoDigits(text, place, before) {
  const from = place.at + before.length;
  if (text.substring(place.at, from) !== before || digitsAt(text, from, 2) < 2 || text[from] > '5') {
    return undefined;
  }
  place.at = from + 2;
  return Number(text.substr(from, 2));
}
