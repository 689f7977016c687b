import { parseDecimal, plainDecimal } from './decimals.js';

/** The milliseconds of a day. */
const DAY = 86400000;
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
/** A whole number of so many digits is a point in time past all years that have four. */
const MOST_WHOLE_DIGITS = 18;

/** The number of days from 1970 to a day of the calendar that is used today, whatever the year. */
export function dayNumber(year, month, day) {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - 400 * era;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return 146097 * era + dayOfEra - 719468;
}

/** Year, month and day of a number of days since 1970. */
export function dateOfDay(number) {
  const shifted = number + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - 146097 * era;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + 400 * era + (month < 3 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

export function isLeapYear(year) {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysOfMonth(year, month) {
  return month === 2 ? (isLeapYear(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const FIRST = dayNumber(0, 1, 1) * DAY;
const LAST = dayNumber(10000, 1, 1) * DAY - 1;

/** Whether a point in time is in a year of four digits. */
export function isInRange(milliseconds) {
  return milliseconds >= FIRST && milliseconds <= LAST;
}

/** The remainder that is never negative. */
export function floorMod(number, divisor) {
  return number - divisor * Math.floor(number / divisor);
}

/** The milliseconds since 1970 of a date and time of RFC 3339 with a zone; undefined where the text is none. Finer digits are cut. */
export function parseTimestamp(text) {
  const parts = DATE_TIME.exec(text);
  if (parts === null) {
    return undefined;
  }
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  const hours = Number(parts[9] || 0);
  const minutes = Number(parts[10] || 0);
  if (month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)
      || hour > 23 || minute > 59 || second > 60 || hours > 23 || minutes > 59) {
    return undefined;
  }
  const fraction = Number(((parts[7] || '') + '000').slice(0, 3));
  const offset = (parts[8] === '-' ? -1 : 1) * (60 * hours + minutes) * 60000;
  const milliseconds = dayNumber(year, month, day) * DAY + ((60 * hour + minute) * 60 + second) * 1000 + fraction - offset;
  // A leap second is the first of the next day, and only a day in UTC can end with one.
  if (second === 60 && floorMod(milliseconds, DAY) >= 1000) {
    return undefined;
  }
  return isInRange(milliseconds) ? milliseconds : undefined;
}

/** A number, written with zeros before it, in so many digits. */
export function zeroPadded(number, width) {
  const text = String(number);
  return '0'.repeat(Math.max(0, width - text.length)) + text;
}

/** `2026-11-22T15:37:00.000Z`; undefined past the years that have four digits. */
export function formatTimestamp(milliseconds) {
  if (!isInRange(milliseconds)) {
    return undefined;
  }
  const { year, month, day } = dateOfDay(Math.floor(milliseconds / DAY));
  const ofDay = floorMod(milliseconds, DAY);
  return zeroPadded(year, 4) + '-' + zeroPadded(month, 2) + '-' + zeroPadded(day, 2)
      + 'T' + zeroPadded(Math.floor(ofDay / 3600000), 2) + ':' + zeroPadded(Math.floor(ofDay / 60000) % 60, 2)
      + ':' + zeroPadded(Math.floor(ofDay / 1000) % 60, 2) + '.' + zeroPadded(ofDay % 1000, 3) + 'Z';
}

/**
 * The milliseconds of a number, cut downwards; undefined past the years that have four digits.
 *
 * @param shift how many places the point moves to the right: 0 for milliseconds, 3 for seconds
 */
export function wholeMilliseconds(number, shift) {
  const decimal = parseDecimal(JSON.stringify(number));
  const milliseconds = decimal === undefined ? undefined : shiftedFloor(decimal, shift);
  return milliseconds !== undefined && isInRange(milliseconds) ? milliseconds : undefined;
}

function shiftedFloor(decimal, shift) {
  const point = decimal.point + shift;
  if (point > MOST_WHOLE_DIGITS) {
    return undefined;
  }
  const whole = point <= 0 ? 0 : Number(decimal.digits.slice(0, point) + '0'.repeat(Math.max(0, point - decimal.digits.length)));
  const isCut = decimal.digits.length > Math.max(0, point);
  return decimal.sign < 0 ? -(whole + (isCut ? 1 : 0)) : whole;
}

/** How a number, or a point in time, is written. Each notation leads a value to its counterpart, or to undefined. */
const NOTATIONS = {
  number: {
    expected: 'a number of at most 1,000 digits, 40 with an exponent',
    translate: (value) => typeof value === 'number' ? plainDecimal(JSON.stringify(value)) : undefined,
  },
  decimal: {
    expected: 'a string with a JSON number of at most 1,000 digits, 40 with an exponent',
    translate: (value) => typeof value === 'string' ? numberIn(value) : undefined,
  },
  dateTime: {
    expected: 'an RFC 3339 date and time with a zone, of the years 0000 to 9999',
    translate: (value) => typeof value === 'string' ? parseTimestamp(value) : undefined,
  },
  milliseconds: {
    expected: 'milliseconds of the years 0000 to 9999',
    translate: (value) => typeof value === 'number' ? dateTimeOf(value) : undefined,
  },
};

function numberIn(text) {
  const plain = plainDecimal(text);
  const number = plain === undefined ? NaN : Number(plain);
  return isFinite(number) && (number !== 0 || !/[1-9]/.test(plain)) ? number : undefined;
}

function dateTimeOf(value) {
  const milliseconds = wholeMilliseconds(value, 0);
  return milliseconds === undefined ? undefined : formatTimestamp(milliseconds);
}

const CODECS = {
  'number-string': ['number', 'decimal'],
  'string-number': ['decimal', 'number'],
  'iso8601-millis': ['dateTime', 'milliseconds'],
  'millis-iso8601': ['milliseconds', 'dateTime'],
};

/** The codec with this name: what is expected on both sides, and functions from one to the other, which answer undefined to anything else. */
export function codec(name) {
  if (!Object.prototype.hasOwnProperty.call(CODECS, name)) {
    throw new Error("unknown codec '" + name + "'");
  }
  const older = NOTATIONS[CODECS[name][0]];
  const newer = NOTATIONS[CODECS[name][1]];
  return { toNewer: older.translate, toOlder: newer.translate, older: older.expected, newer: newer.expected };
}
