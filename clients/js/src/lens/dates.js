import { DATE_FIELDS, datePartsOf } from './datepatterns.js';
import { formatDateParts, parseDateParts } from './datetexts.js';
import { dateOfDay, dayNumber, daysOfMonth, floorMod, formatTimestamp, isInRange, isLeapYear, parseTimestamp, wholeMilliseconds } from './notations.js';
import { SECONDS_OF_DAY, UTC, weekdayOf, zoneOf } from './zones.js';

const LONGEST_TEXT = 200;

/** A point in time is `{ milliseconds, nanos }`: milliseconds since 1970, and nanoseconds from 0 to 999,999 past them. */
function momentOf(milliseconds, nanos) {
  return milliseconds === undefined ? undefined : { milliseconds, nanos };
}

/** The forms that have a name. What is finer than they can write is cut. */
const NAMED_FORMS = {
  iso8601: {
    expected: 'an RFC 3339 date and time with a zone, of the years 0000 to 9999',
    read: (value) => typeof value === 'string' ? momentOf(parseTimestamp(value), 0) : undefined,
    write: (moment) => formatTimestamp(moment.milliseconds),
  },
  millis: {
    expected: 'milliseconds of the years 0000 to 9999',
    read: (value) => typeof value === 'number' ? momentOf(wholeMilliseconds(value, 0), 0) : undefined,
    write: (moment) => isInRange(moment.milliseconds) ? moment.milliseconds : undefined,
  },
  seconds: {
    expected: 'seconds of the years 0000 to 9999',
    read: (value) => typeof value === 'number' ? momentOf(wholeMilliseconds(value, 3), 0) : undefined,
    write: (moment) => isInRange(moment.milliseconds) ? Math.floor(moment.milliseconds / 1000) : undefined,
  },
};

/**
 * The forms of dates on both sides of a `convert` with `date`: what is expected on both sides, and functions from one to the other, which
 * answer undefined to anything else. `null` is for the caller to pass.
 *
 * @param date the argument of the operation as `slipcover lenses --json` writes it, with the `tables` that its forms need
 * @throws an error where a pattern asks for something that is not known here
 */
export function dateForms(date) {
  const tables = date.tables || {};
  if (date.zone !== undefined && !tables.zone) {
    throw new Error("the zone '" + date.zone + "' stands without the offsets that slipcover lenses --json writes beside it");
  }
  const zone = tables.zone ? zoneOf(tables.zone) : UTC;
  const older = formOf(date.older, tables.names, zone);
  const newer = formOf(date.newer, tables.names, zone);
  return {
    toNewer: (value) => translated(value, older, newer),
    toOlder: (value) => translated(value, newer, older),
    older: older.expected,
    newer: newer.expected,
  };
}

function formOf(text, names, zone) {
  return Object.prototype.hasOwnProperty.call(NAMED_FORMS, text) ? NAMED_FORMS[text] : patternForm(text, names, zone);
}

function translated(value, from, to) {
  const moment = from.read(value);
  return moment === undefined ? undefined : to.write(moment);
}

function patternForm(pattern, names, zone) {
  const parts = datePartsOf(pattern, names);
  return {
    expected: "a date as '" + pattern + "'",
    read(value) {
      const fields = typeof value === 'string' && value.length <= LONGEST_TEXT ? parseDateParts(parts, value) : undefined;
      const moment = fields !== undefined && areInRange(fields) ? resolved(fields, zone) : undefined;
      return moment !== undefined && isInRange(moment.milliseconds) ? moment : undefined;
    },
    write: (moment) => isInRange(moment.milliseconds) ? formatDateParts(parts, fieldsOf(moment, zone)) : undefined,
  };
}

function areInRange(fields) {
  return Object.keys(fields).every((name) => fields[name] >= DATE_FIELDS[name][0] && fields[name] <= DATE_FIELDS[name][1])
      && (fields.year === undefined || fields.day === undefined
          || fields.day <= daysOfMonth(fields.year, fields.month === undefined ? 1 : fields.month));
}

/** The point in time that fields say; undefined where they say none, or contradict each other. */
function resolved(said, zone) {
  const fields = withYear(said);
  if (fields === undefined) {
    return undefined;
  }
  const day = dayOf(fields);
  const time = timeOf(fields);
  if (day === undefined || time === null || !agree(fields, day, time)) {
    return undefined;
  }
  const local = day * SECONDS_OF_DAY + (time === undefined ? 0 : time.second);
  const second = fields.offset !== undefined ? local - fields.offset : zone.secondOf(local, (at) => time === undefined ? at : undefined);
  const nano = time === undefined ? 0 : time.nano;
  return second === undefined ? undefined : momentOf(1000 * second + Math.floor(nano / 1000000), nano % 1000000);
}

/** The fields, with the year that a year of an era says; undefined where it contradicts another. */
function withYear(fields) {
  const { era, year, yearOfEra } = fields;
  if (yearOfEra === undefined || (era === undefined && year === undefined)) {
    return fields;
  }
  const isOurs = era === undefined ? year > 0 : era === 1;
  const told = isOurs ? yearOfEra : 1 - yearOfEra;
  return year === undefined || year === told ? Object.assign({}, fields, { year: told }) : undefined;
}

function dayOf({ year, month, day, dayOfYear }) {
  if (year === undefined) {
    return undefined;
  }
  if (month !== undefined && day !== undefined) {
    return dayNumber(year, month, day);
  }
  if (dayOfYear !== undefined) {
    return dayOfYear === 366 && !isLeapYear(year) ? undefined : dayNumber(year, 1, dayOfYear);
  }
  return dayNumber(year, month === undefined ? 1 : month, 1);
}

/** The time of day; undefined where fields say none, and null where they contradict each other. */
function timeOf(fields) {
  const said = timeFieldsOf(fields);
  if (said === null) {
    return null;
  }
  const { hour, minute, second, nano } = said;
  const isIncomplete = (minute === undefined && (second !== undefined || nano !== undefined)) || (second === undefined && nano !== undefined);
  if (hour === undefined || isIncomplete) {
    return undefined;
  }
  return { second: 3600 * hour + 60 * (minute || 0) + (second || 0), nano: nano || 0 };
}

/** Hour, minute, second and nanosecond as fields say them, alone or together; null where they contradict each other. */
function timeFieldsOf(fields) {
  const { hour, minute, second, nano, clockHour, ampm, nanoOfDay, milliOfDay } = fields;
  const said = { hour, minute, second, nano };
  let agrees = true;
  const say = (name, value) => {
    agrees = agrees && (said[name] === undefined || said[name] === value);
    said[name] = value;
  };
  const saySecond = (ofDay) => {
    say('hour', Math.floor(ofDay / 3600));
    say('minute', Math.floor(ofDay / 60) % 60);
    say('second', ofDay % 60);
  };
  if (clockHour !== undefined) {
    say('hour', clockHour % 24);
  }
  const half = hourOfHalf(fields);
  if (half === null) {
    return null;
  }
  if (ampm !== undefined && half !== undefined) {
    say('hour', 12 * ampm + half);
  }
  if (nanoOfDay !== undefined) {
    saySecond(Math.floor(nanoOfDay / 1000000000));
    say('nano', nanoOfDay % 1000000000);
  }
  if (milliOfDay !== undefined) {
    saySecond(Math.floor(milliOfDay / 1000));
    const milli = milliOfDay % 1000;
    say('nano', 1000000 * milli + (said.nano === undefined ? 0 : said.nano % 1000000));
  }
  return agrees ? said : null;
}

function hourOfHalf({ hourOfHalf: half, clockHourOfHalf: clock }) {
  if (clock === undefined) {
    return half;
  }
  return half === undefined || half === clock % 12 ? clock % 12 : null;
}

/** Whether what fields say beside a day and a time is so. */
function agree(fields, day, time) {
  const { era, year, quarter, month, dayOfYear, weekday, ampm } = fields;
  const isWholeDate = (month !== undefined && fields.day !== undefined) || dayOfYear !== undefined;
  const date = dateOfDay(day);
  const isDate = !isWholeDate || ((month === undefined || month === date.month)
      && (fields.day === undefined || fields.day === date.day)
      && (dayOfYear === undefined || dayOfYear === day - dayNumber(year, 1, 1) + 1)
      && (era === undefined || era === (year > 0 ? 1 : 0))
      && (weekday === undefined || weekday === weekdayOf(day))
      && (quarter === undefined || quarter === Math.ceil(date.month / 3)));
  if (!isDate || time === undefined) {
    return isDate;
  }
  const hour = Math.floor(time.second / 3600);
  const half = hourOfHalf(fields);
  return (ampm === undefined || ampm === Math.floor(hour / 12)) && (half === undefined || half === hour % 12);
}

function fieldsOf({ milliseconds, nanos }, zone) {
  const second = Math.floor(milliseconds / 1000);
  const offset = zone.offsetAt(second);
  const local = second + offset;
  const dayOfEpoch = Math.floor(local / SECONDS_OF_DAY);
  const { year, month, day } = dateOfDay(dayOfEpoch);
  const secondOfDay = floorMod(local, SECONDS_OF_DAY);
  const hour = Math.floor(secondOfDay / 3600);
  const nano = 1000000 * floorMod(milliseconds, 1000) + nanos;
  return {
    era: year > 0 ? 1 : 0, yearOfEra: year > 0 ? year : 1 - year, year, quarter: Math.ceil(month / 3), month, dayOfYear: dayOfEpoch - dayNumber(year, 1, 1) + 1, day, weekday: weekdayOf(dayOfEpoch),
    ampm: Math.floor(hour / 12), hour, clockHour: hour === 0 ? 24 : hour, hourOfHalf: hour % 12, clockHourOfHalf: hour % 12 === 0 ? 12 : hour % 12,
    minute: Math.floor(secondOfDay / 60) % 60, second: secondOfDay % 60, nano, milliOfDay: 1000 * secondOfDay + Math.floor(nano / 1000000),
    nanoOfDay: 1000000000 * secondOfDay + nano, offset,
  };
}
