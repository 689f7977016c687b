/** What the letters of a pattern say of a date: the field, and the least and the greatest value of it. */
export const DATE_FIELDS = {
  era: [0, 1],
  year: [-999999999, 999999999],
  yearOfEra: [1, 1000000000],
  quarter: [-Infinity, Infinity],
  month: [1, 12],
  dayOfYear: [1, 366],
  day: [1, 31],
  weekday: [1, 7],
  ampm: [0, 1],
  hour: [0, 23],
  clockHour: [1, 24],
  hourOfHalf: [0, 11],
  clockHourOfHalf: [1, 12],
  minute: [0, 59],
  second: [0, 59],
  nano: [0, 999999999],
  milliOfDay: [0, 86399999],
  nanoOfDay: [0, 86399999999999],
  offset: [-64800, 64800],
};

const FIELD_OF_LETTER = {
  G: 'era', u: 'year', y: 'yearOfEra', Q: 'quarter', q: 'quarter', M: 'month', L: 'month', D: 'dayOfYear', d: 'day', E: 'weekday', c: 'weekday', e: 'weekday',
  a: 'ampm', H: 'hour', k: 'clockHour', K: 'hourOfHalf', h: 'clockHourOfHalf', m: 'minute', s: 'second', S: 'nano', n: 'nano', A: 'milliOfDay',
  N: 'nanoOfDay',
};

const MOST_DIGITS_OF_FIELD = 19;

function numberPart(field, min, max, sign) {
  return { kind: 'number', field, min, max, sign, behind: 0 };
}

function plainNumber(field) {
  return numberPart(field, 1, MOST_DIGITS_OF_FIELD, 'normal');
}

function fixedNumber(field, width) {
  return numberPart(field, width, width, 'none');
}

/**
 * The parts of a pattern of Java's DateTimeFormatter: numbers, names, fractions, offsets, literals and optional sections.
 *
 * @param given the pattern, in which `y` is a year of an era only if the pattern has an era
 * @param names the names that stand for values, from the field's least value on, by the letters that ask for them
 * @throws an error where the pattern asks for something that is not known here
 */
export function datePartsOf(given, names) {
  const refuse = (what) => {
    throw new Error("the pattern '" + given + "' has " + what + ', which the lens engine in JavaScript does not know');
  };
  const pattern = withProlepticYears(given);
  const sections = [section()];
  let at = 0;
  while (at < pattern.length) {
    const letter = pattern[at];
    if (/[A-Za-z]/.test(letter)) {
      let end = at;
      while (pattern[end] === letter) {
        end++;
      }
      letters(letter, end - at);
      at = end;
    } else if (letter === "'") {
      at = quoted(at + 1);
    } else {
      at++;
      if (letter === '[') {
        sections[sections.length - 1].base = -1;
        sections.push(section());
      } else if (letter === ']') {
        endSection();
      } else if (letter === '{' || letter === '}' || letter === '#') {
        refuse("'" + letter + "'");
      } else {
        append({ kind: 'literal', text: letter });
      }
    }
  }
  while (sections.length > 1) {
    endSection();
  }
  return sections[0].parts;

  /** Parts, and the place of the number among them whose digits may be shared with the numbers that follow it without anything between. */
  function section() {
    return { parts: [], base: -1 };
  }

  function append(part) {
    const { parts } = sections[sections.length - 1];
    sections[sections.length - 1].base = -1;
    return parts.push(part) - 1;
  }

  function endSection() {
    if (sections.length === 1) {
      refuse("']' without '['");
    }
    const { parts } = sections.pop();
    if (parts.length > 0) {
      append({ kind: 'optional', parts });
    }
  }

  /** The place behind a quoted text that begins here. */
  function quoted(from) {
    let text = '';
    let end = from;
    while (end < pattern.length && (pattern[end] !== "'" || pattern[end + 1] === "'")) {
      text += pattern[end];
      end += pattern[end] === "'" ? 2 : 1;
    }
    if (end >= pattern.length) {
      refuse('a text that does not end');
    }
    append({ kind: 'literal', text: end === from ? "'" : text });
    return end + 1;
  }

  function appendNumber(part) {
    const current = sections[sections.length - 1];
    const base = current.base;
    const isFixed = part.min === part.max && part.sign === 'none';
    if (base >= 0 && isFixed) {
      current.parts[base].behind += part.max;
    }
    const place = append(part);
    current.base = base >= 0 && isFixed ? base : place;
  }

  function appendNames(letter, count, field) {
    const run = letter.repeat(count);
    const texts = names && names[run];
    if (!texts) {
      refuse("'" + run + "' without the names that slipcover lenses --json writes beside it");
    }
    const first = field === 'ampm' || field === 'era' ? 0 : 1;
    const values = {};
    texts.forEach((text, index) => {
      values[text] = first + index;
    });
    const longestFirst = Object.keys(values).sort((one, other) => other.length - one.length);
    append({ kind: 'names', field, texts, values, longestFirst, first });
  }

  function letters(letter, count) {
    const field = FIELD_OF_LETTER[letter];
    const tooMany = (most) => count > most && refuse("'" + letter.repeat(count) + "'");
    if ('XxZ'.indexOf(letter) >= 0) {
      append(offsetPart(letter, count) || refuse("'" + letter.repeat(count) + "'"));
    } else if (field === undefined) {
      refuse("'" + letter + "'");
    } else if (letter === 'u' || letter === 'y') {
      appendNumber(count === 2 ? Object.assign(fixedNumber(field, 2), { reduced: true })
        : numberPart(field, count, MOST_DIGITS_OF_FIELD, count < 4 ? 'normal' : 'exceeds'));
    } else if ('MLQq'.indexOf(letter) >= 0 && count < 3) {
      appendNumber(count === 1 ? plainNumber(field) : fixedNumber(field, 2));
    } else if ('MLQqEce'.indexOf(letter) >= 0) {
      if ((letter === 'c' || letter === 'e') && count < 3) {
        refuse("'" + letter.repeat(count) + "'");
      }
      tooMany(5);
      appendNames(letter, count, field);
    } else if (letter === 'a' || letter === 'G') {
      tooMany(letter === 'a' ? 1 : 5);
      appendNames(letter, count, field);
    } else if (letter === 'S') {
      tooMany(9);
      appendNumber(Object.assign(fixedNumber(field, count), { kind: 'fraction' }));
    } else if (letter === 'D') {
      tooMany(3);
      appendNumber(count === 1 ? plainNumber(field) : numberPart(field, count, 3, 'none'));
    } else if ('AnN'.indexOf(letter) >= 0) {
      tooMany(MOST_DIGITS_OF_FIELD);
      appendNumber(numberPart(field, count, MOST_DIGITS_OF_FIELD, 'none'));
    } else {
      tooMany(2);
      appendNumber(count === 1 ? plainNumber(field) : fixedNumber(field, 2));
    }
  }
}

/** A year of an era tells no date by itself, so without an era the year is one that goes below 1. */
function withProlepticYears(pattern) {
  const hasEra = pattern.replace(/'[^']*'/g, '').indexOf('G') >= 0;
  return hasEra ? pattern : pattern.replace(/'[^']*'|y/g, (part) => part === 'y' ? 'u' : part);
}

/** How an offset is written: whether minutes and seconds have to be there, may be there (undefined), or may not. */
function offsetPart(letter, count) {
  const zero = letter === 'X' ? 'Z' : count === 1 ? '+00' : count % 2 === 0 ? '+0000' : '+00:00';
  if (letter === 'Z') {
    return count < 4 ? offsetForm('+0000', true, false, '') : count === 5 ? offsetForm('Z', true, undefined, ':') : undefined;
  }
  return [
    offsetForm(zero, undefined, false, ''),
    offsetForm(zero, true, false, ''),
    offsetForm(zero, true, false, ':'),
    offsetForm(zero, true, undefined, ''),
    offsetForm(zero, true, undefined, ':'),
  ][count - 1];
}

function offsetForm(zero, minutes, seconds, colon) {
  return { kind: 'offset', field: 'offset', zero, minutes, seconds, colon };
}
