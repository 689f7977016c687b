/** How many names a pattern remembers. Documents repeat their names. */
const MOST_NAMES = 10000;
const NEWLINE = 10;

const PLACES = {
  START: (before) => before === 'nothing',
  END: (before, after) => after === 'nothing',
  END_OR_LAST_NEWLINE: (before, after) => after === 'nothing' || after === 'last newline',
  LINE_START: (before, after) => before === 'nothing' || (before === 'newline' && after !== 'nothing'),
  LINE_END: (before, after) => after === 'nothing' || isNewline(after),
  WORD_BOUNDARY: (before, after) => (before === 'word') !== (after === 'word'),
  NO_WORD_BOUNDARY: (before, after) => (before === 'word') === (after === 'word'),
  NOT_BEFORE_NEWLINE: (before, after) => !isNewline(after),
};

function isNewline(kind) {
  return kind === 'newline' || kind === 'last newline';
}

/** Whether a byte, as a character of ISO 8859-1, is a letter, a digit or an underscore. */
function isWordByte(byte) {
  return (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || byte === 95 || (byte >= 97 && byte <= 122)
      || byte === 0xaa || byte === 0xb5 || byte === 0xba || (byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7);
}

function kindOfByte(byte) {
  return byte === NEWLINE ? 'newline' : isWordByte(byte) ? 'word' : 'other';
}

/** The bytes of a text in UTF-8. Half of a pair of surrogates is a question mark. */
function utf8Of(text) {
  const bytes = [];
  for (const character of text) {
    const code = character.codePointAt(0);
    if (code < 0x80) {
      bytes.push(code);
    } else if (code < 0x800) {
      bytes.push(0xc0 | code >> 6, 0x80 | code & 63);
    } else if (code >= 0xd800 && code < 0xe000) {
      bytes.push(63);
    } else if (code < 0x10000) {
      bytes.push(0xe0 | code >> 12, 0x80 | code >> 6 & 63, 0x80 | code & 63);
    } else {
      bytes.push(0xf0 | code >> 18, 0x80 | code >> 12 & 63, 0x80 | code >> 6 & 63, 0x80 | code & 63);
    }
  }
  return bytes;
}

/** A set of bytes from pairs of the first and the last byte of each range. */
function byteSet(ranges) {
  const held = [];
  for (let i = 0; i < ranges.length; i += 2) {
    for (let byte = ranges[i]; byte <= ranges[i + 1]; byte++) {
      held[byte] = true;
    }
  }
  return held;
}

/**
 * A regular expression that is looked for in names of members, as Slipcover has compiled it into states. A name takes time in proportion
 * to its length, whatever the pattern.
 *
 * @param pattern the pattern's text
 * @param program the states, as `slipcover lenses --json` writes them beside the pattern
 */
export function memberPattern(pattern, program) {
  if (!program) {
    throw new Error("the pattern '" + pattern + "' stands without the 'program' that slipcover lenses --json writes beside it");
  }
  const sets = program.sets.map(byteSet);
  program.states.forEach((state) => {
    if (state[0] === 'place' && !PLACES[state[1]]) {
      throw new Error("the pattern '" + pattern + "' asks for a place that is not known, " + state[1]);
    }
  });
  const decided = new Map();

  function isFoundIn(name) {
    const bytes = utf8Of(name);
    let states = [];
    for (let at = 0; at <= bytes.length; at++) {
      // A match may begin at every place.
      states = after(states.concat(program.start), bytes, at);
      if (states === null) {
        return true;
      }
    }
    return false;
  }

  /** The states behind the byte at a place; null where the text matches. */
  function after(states, bytes, at) {
    const before = at === 0 ? 'nothing' : kindOfByte(bytes[at - 1]);
    const isLast = at === bytes.length - 1;
    const behind = at === bytes.length ? 'nothing' : isLast && bytes[at] === NEWLINE ? 'last newline' : kindOfByte(bytes[at]);
    const seen = [];
    const open = [];
    const next = [];
    const reach = (state) => {
      if (!seen[state]) {
        seen[state] = true;
        open.push(state);
      }
    };
    states.forEach(reach);
    while (open.length > 0) {
      const [kind, operand, target] = program.states[open.pop()];
      if (kind === 'match') {
        return null;
      }
      if (kind === 'split') {
        reach(operand);
        reach(target);
      } else if (kind === 'place') {
        if (PLACES[operand](before, behind)) {
          reach(target);
        }
      } else if (at < bytes.length && sets[operand][bytes[at]]) {
        next.push(target);
      }
    }
    return next;
  }

  return {
    matches(name) {
      const known = decided.get(name);
      if (known !== undefined) {
        return known;
      }
      const found = isFoundIn(name);
      if (decided.size < MOST_NAMES) {
        decided.set(name, found);
      }
      return found;
    },
  };
}
