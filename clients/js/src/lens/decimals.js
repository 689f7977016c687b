/**
 * Exact decimals on digits. A decimal is `{ sign, digits, point }`: the sign -1, 0 or 1, digits of which neither the first nor the last is
 * 0, and the place of the point. Its value is sign × 0.d₁d₂d₃… × 10 to the power of point.
 */

const JSON_NUMBER = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/;
const MOST_DIGITS = 1000;
const MOST_DIGITS_OF_FACTOR = 100;
const MOST_DIGITS_BEHIND_POINT = 100;
const MOST_DIGITS_BY_EXPONENT = 40;

function decimalOf(negative, digits, exponent) {
  const trimmed = digits.replace(/^0+/, '');
  if (trimmed === '') {
    return { sign: 0, digits: '', point: 0 };
  }
  return { sign: negative ? -1 : 1, digits: withoutZerosBehind(trimmed), point: exponent + trimmed.length };
}

function withoutZerosBehind(digits) {
  let end = digits.length;
  while (digits[end - 1] === '0') {
    end -= 1;
  }
  return digits.substring(0, end);
}

/** The decimal that a JSON number spells; undefined where the text is none. */
export function parseDecimal(text) {
  const parts = JSON_NUMBER.exec(text);
  if (parts === null) {
    return undefined;
  }
  const fraction = parts[3] || '';
  return decimalOf(parts[1] === '-', parts[2] + fraction, Number(parts[4] || 0) - fraction.length);
}

function digitsOf(decimal) {
  return Math.max(1, decimal.digits.length);
}

/** The power of ten of the first digit, as scientific notation has it. */
function exponentOf(decimal) {
  return decimal.sign === 0 ? 0 : decimal.point - 1;
}

function isWithin(decimal, digits, exponent) {
  return digitsOf(decimal) <= digits && Math.abs(exponentOf(decimal)) <= exponent;
}

/** The number nearest to a decimal; undefined where no number is as large, or as small. */
function numberOf(decimal) {
  const number = Number((decimal.sign < 0 ? '-' : '') + '0.' + (decimal.digits || '0') + 'e' + decimal.point);
  return isFinite(number) && (number !== 0 || decimal.sign === 0) ? number : undefined;
}

/** The product of two texts of digits. */
function productOf(one, other) {
  const cells = [];
  for (let i = 0; i < one.length + other.length; i++) {
    cells.push(0);
  }
  for (let i = one.length - 1; i >= 0; i--) {
    let carry = 0;
    for (let k = other.length - 1; k >= 0; k--) {
      const sum = cells[i + k + 1] + Number(one[i]) * Number(other[k]) + carry;
      cells[i + k + 1] = sum % 10;
      carry = (sum - sum % 10) / 10;
    }
    cells[i] = carry;
  }
  return cells.join('');
}

function times(one, other) {
  return decimalOf(one.sign * other.sign < 0, productOf(one.digits || '0', other.digits || '0'),
      one.point - one.digits.length + other.point - other.digits.length);
}

/**
 * The product of a number and a factor, computed exactly; undefined where no number is as large, or as small.
 *
 * @param factor a JSON number, as text
 */
export function multiply(number, factor) {
  const decimal = parseDecimal(JSON.stringify(number));
  return decimal === undefined ? undefined : numberOf(times(decimal, parseDecimal(factor)));
}

/** The quotient of digits and a small number; undefined where something is left over. */
function exactQuotient(digits, divisor) {
  let rest = 0;
  let quotient = '';
  for (let i = 0; i < digits.length; i++) {
    rest = 10 * rest + Number(digits[i]);
    quotient += Math.floor(rest / divisor);
    rest %= divisor;
  }
  return rest === 0 ? quotient.replace(/^0+/, '') : undefined;
}

/**
 * The factor that undoes another one, as text.
 *
 * @param factor a JSON number, as text
 * @throws an error where division by the factor is not exact
 */
export function inverseOf(factor) {
  const decimal = parseDecimal(factor);
  if (decimal === undefined || decimal.sign === 0 || !isWithin(decimal, MOST_DIGITS_OF_FACTOR, MOST_DIGITS_OF_FACTOR)) {
    throw new Error('multiply is ' + factor + ', expected a number other than 0 of at most ' + MOST_DIGITS_OF_FACTOR + ' digits');
  }
  let rest = decimal.digits;
  let digits = '1';
  let tens = 0;
  // One divided by 2 is 5 tenths, and one divided by 5 is 2 tenths.
  [2, 5].forEach((prime) => {
    for (let quotient = exactQuotient(rest, prime); quotient !== undefined; quotient = exactQuotient(rest, prime)) {
      rest = quotient;
      digits = productOf(digits, String(10 / prime));
      tens++;
    }
  });
  if (rest !== '1') {
    throw new Error('multiply is ' + factor + ', which has a prime factor other than 2 and 5, so that dividing by it is not exact');
  }
  return (decimal.sign < 0 ? '-' : '') + digits.replace(/^0+/, '') + 'e' + (decimal.digits.length - decimal.point - tens);
}

/** The digits, one added to the last of them. */
function incremented(digits) {
  const kept = digits.replace(/9+$/, '');
  const nines = digits.length - kept.length;
  const head = kept === '' ? '1' : kept.slice(0, -1) + (Number(kept[kept.length - 1]) + 1);
  return head + '0'.repeat(nines);
}

/** The number with so many digits behind the point at most. A half rounds away from zero. */
export function rounded(number, digits) {
  const decimal = parseDecimal(JSON.stringify(number));
  if (decimal === undefined) {
    return undefined;
  }
  if (exponentOf(decimal) >= digitsOf(decimal) - 1) {
    return number;
  }
  if (exponentOf(decimal) < -(MOST_DIGITS_BEHIND_POINT + 2)) {
    return 0;
  }
  const kept = decimal.point + digits;
  if (kept >= decimal.digits.length) {
    return number;
  }
  const zeros = Math.max(0, 1 - kept);
  const padded = '0'.repeat(zeros) + decimal.digits;
  const cut = padded.slice(0, kept + zeros);
  const next = padded[kept + zeros];
  return numberOf(decimalOf(decimal.sign < 0, next >= '5' ? incremented(cut) : cut, -digits));
}

/**
 * The shortest decimal without an exponent; undefined where that takes so many digits more than were written that a short document could
 * become a very long one.
 *
 * @param text a JSON number; undefined is the answer where it is none
 */
export function plainDecimal(text) {
  const decimal = parseDecimal(text);
  if (decimal === undefined || !isWithin(decimal, MOST_DIGITS, MOST_DIGITS)) {
    return undefined;
  }
  const before = Math.max(1, exponentOf(decimal) + 1);
  const behind = Math.max(0, digitsOf(decimal) - 1 - exponentOf(decimal));
  const written = text.replace(/[eE].*$/, '').replace(/[^0-9]/g, '').length;
  return before + behind <= Math.max(MOST_DIGITS_BY_EXPONENT, written) ? spelled(decimal) : undefined;
}

function spelled(decimal) {
  const { digits, point } = decimal;
  const sign = decimal.sign < 0 ? '-' : '';
  if (decimal.sign === 0) {
    return '0';
  }
  if (point <= 0) {
    return sign + '0.' + '0'.repeat(-point) + digits;
  }
  if (point >= digits.length) {
    return sign + digits + '0'.repeat(point - digits.length);
  }
  return sign + digits.slice(0, point) + '.' + digits.slice(point);
}
