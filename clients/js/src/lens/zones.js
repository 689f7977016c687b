import { dateOfDay, daysOfMonth, dayNumber, floorMod } from './notations.js';

export const SECONDS_OF_DAY = 86400;
const TWO_DAYS = 2 * SECONDS_OF_DAY;
/** The first of January of 1970 was a Thursday, the fourth day of a week that begins on Monday. */
const WEEKDAY_OF_FIRST_DAY = 4;

/** The day of the week, from 1 for Monday, of a number of days since 1970. */
export function weekdayOf(day) {
  return floorMod(day + WEEKDAY_OF_FIRST_DAY - 1, 7) + 1;
}

/**
 * The offsets of a zone, as `slipcover lenses --json` writes them.
 *
 * @param table `first`, the offset before all transitions, in seconds; `transitions`, pairs of the second since 1970 and the offset from then
 *     on; and `rules` by which each year goes on after the last of them: month, day of the month (below 0 from its end), day of the
 *     week on or after it (0 for none), second of the day, what to subtract for the second since 1970, offsets before and after
 */
export function zoneOf(table) {
  const known = table.transitions.map((transition, index) =>
    ({ at: transition[0], before: index === 0 ? table.first : table.transitions[index - 1][1], after: transition[1] }));
  const last = known.length === 0 ? { at: -Infinity, after: table.first } : known[known.length - 1];

  function ofYear(year) {
    return table.rules.map((rule) => transitionOf(rule, year)).filter((one) => one.at > last.at).sort((one, other) => one.at - other.at);
  }

  function around(second) {
    const near = known.filter((one) => Math.abs(one.at - second) <= TWO_DAYS);
    if (table.rules.length > 0 && second > last.at - TWO_DAYS) {
      const year = dateOfDay(Math.floor(second / SECONDS_OF_DAY)).year;
      return near.concat(ofYear(year - 1), ofYear(year), ofYear(year + 1));
    }
    return near;
  }

  /** The offset at a second since 1970. */
  function offsetAt(second) {
    if (second < last.at) {
      let low = 0;
      let high = known.length;
      while (low < high) {
        const middle = low + high >> 1;
        if (known[middle].at <= second) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low === 0 ? table.first : known[low - 1].after;
    }
    let offset = last.after;
    around(second).forEach((one) => {
      if (one.at <= second) {
        offset = one.after;
      }
    });
    return offset;
  }

  /**
   * The second since 1970 at which clocks show a time, the earlier where they show it twice.
   *
   * @param local the time as a second since 1970 if the zone were UTC
   * @param gap what is to be said of a time that clocks are set forward over: takes the second at which they are
   */
  function secondOf(local, gap) {
    const near = around(local);
    let offset = near.length === 0 ? offsetAt(local) : near[0].before;
    for (const one of near) {
      if (local < one.at + Math.min(one.before, one.after)) {
        break;
      }
      if (local < one.at + Math.max(one.before, one.after)) {
        return one.after > one.before ? gap(one.at) : local - one.before;
      }
      offset = one.after;
    }
    return local - offset;
  }

  return { offsetAt, secondOf };
}

function transitionOf(rule, year) {
  const [month, dayOfMonth, weekday, secondOfDay, subtracted, before, after] = rule;
  let day = dayNumber(year, month, dayOfMonth < 0 ? daysOfMonth(year, month) + 1 + dayOfMonth : dayOfMonth);
  if (weekday !== 0) {
    day += dayOfMonth < 0 ? -floorMod(weekdayOf(day) - weekday, 7) : floorMod(weekday - weekdayOf(day), 7);
  }
  return { at: day * SECONDS_OF_DAY + secondOfDay - subtracted, before, after };
}

export const UTC = zoneOf({ first: 0, transitions: [], rules: [] });
