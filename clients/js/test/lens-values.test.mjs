// Numbers, notations, dates and patterns of the lens engine. That they are as Java has them, the corpora show; here stands what a reader wants
// to see, and what only JavaScript has.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateForms } from '../src/lens/dates.js';
import { inverseOf, multiply, plainDecimal, rounded } from '../src/lens/decimals.js';
import { compile } from '../src/lens/engine.js';
import { codec } from '../src/lens/notations.js';
import { memberPattern } from '../src/lens/patterns.js';

test('a product is exact, where doubles would not be', () => {
  assert.equal(multiply(1.1, '100'), 110);
  assert.equal(multiply(4.35, '100'), 435);
  assert.equal(multiply(435, inverseOf('100')), 4.35);
});

test('a product that no double is near to is none', () => {
  assert.equal(multiply(1e300, '1e20'), undefined);
  assert.equal(multiply(1e-300, '1e-30'), undefined);
  assert.equal(multiply(0, '1e-30'), 0);
});

test('an inverse of a factor with other primes than 2 and 5 is refused', () => {
  assert.equal(Number(inverseOf('-0.125')), -8);
  assert.throws(() => inverseOf('3'), /prime factor other than 2 and 5/);
  assert.throws(() => inverseOf('0'), /expected a number other than 0/);
});

test('a half is rounded away from zero, by its decimal digits', () => {
  assert.equal(rounded(1.005, 2), 1.01);
  assert.equal(rounded(-2.5, 0), -3);
  assert.equal(rounded(0.04, 1), 0);
  assert.equal(rounded(99.95, 1), 100);
});

test('a plain decimal does not become much longer than what was written', () => {
  assert.equal(plainDecimal('1.50'), '1.5');
  assert.equal(plainDecimal('1e39').length, 40);
  assert.equal(plainDecimal('1e40'), undefined);
  assert.equal(plainDecimal('01'), undefined);
});

test('a leap second is the first second of the next day', () => {
  const { toNewer, toOlder } = codec('iso8601-millis');
  assert.equal(toOlder(toNewer('2016-12-31T23:59:60Z')), '2017-01-01T00:00:00.000Z');
  assert.equal(toNewer('2016-12-31T22:59:60Z'), undefined);
});

test('a codec that nobody knows is refused', () => {
  assert.throws(() => codec('constructor'), /unknown codec 'constructor'/);
});

test('a date without tables needs none', () => {
  const { toNewer, toOlder, older } = dateForms({ older: 'd.M.yyyy', newer: 'yyyy-MM-dd' });
  assert.equal(toNewer('9.2.2024'), '2024-02-09');
  assert.equal(toOlder('2024-02-30'), undefined);
  assert.equal(older, "a date as 'd.M.yyyy'");
});

test('a time that no clock shows is none, and one that clocks show twice is the earlier', () => {
  const zone = { first: 3600, transitions: [], rules: [[3, 25, 7, 3600, 0, 3600, 7200], [10, 25, 7, 3600, 0, 7200, 3600]] };
  const { toNewer } = dateForms({ older: 'yyyy-MM-dd HH:mm', newer: 'iso8601', zone: 'Europe/Berlin', tables: { zone } });
  assert.equal(toNewer('2026-03-29 02:30'), undefined);
  assert.equal(toNewer('2026-10-25 02:30'), '2026-10-25T00:30:00.000Z');
  assert.equal(toNewer('9999-07-01 00:00'), '9999-06-30T22:00:00.000Z');
});

test('what a pattern asks for and the engine does not know is refused when it is made', () => {
  assert.throws(() => dateForms({ older: 'MMM yyyy', newer: 'yyyy-MM' }), /'MMM' without the names/);
  assert.throws(() => dateForms({ older: 'yyyy-MM-dd VV', newer: 'millis' }), /has 'V', which/);
  assert.throws(() => dateForms({ older: 'YYYY-ww', newer: 'millis' }), /has 'Y', which/);
  assert.throws(() => dateForms({ older: 'yyyy', newer: 'millis', zone: 'Europe/Berlin' }), /without the offsets/);
});

test('a pattern takes time in proportion to a name', () => {
  const program = { start: 3, states: [['match'], ['place', 'END', 0], ['split', 1, 3], ['bytes', 0, 2]], sets: [[97, 97]] };
  const { matches } = memberPattern('a+$', program);
  assert.equal(matches('ba'), true);
  assert.equal(matches('ab'), false);
  assert.equal(matches('a'.repeat(100_000) + 'b'), false);
});

test('a pattern without its states is refused', () => {
  assert.throws(() => memberPattern('^a'), /stands without the 'program'/);
});

test('an expression that the package jsonata does not take is told when the lens is made', () => {
  const jsonata = () => {
    throw { message: 'no such operator' };
  };
  assert.throws(() => compile([{ jsonata: { forward: 'a ?? b', backward: '$' } }], { jsonata }),
      /does not take the expression 'a \?\? b': no such operator/);
});
