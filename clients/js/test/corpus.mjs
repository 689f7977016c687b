// Runs cases of lenses through the engine, and compares its answers with those that Java wrote beside them: node corpus.mjs FILE…
//
// Numbers in the reasons of errors are compared by their values: Java keeps the digits of a number that it has computed, and so may spell
// it otherwise.
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { dateForms } from '../src/dates.js';
import { compile } from '../src/lens/engine.js';

const MOST_SHOWN = 50;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The npm package, where the environment says where it is. */
const jsonata = process.env.JSONATA && createRequire(import.meta.url)(process.env.JSONATA);

let cases = 0;
let differences = 0;

for (const file of process.argv.slice(2)) {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    compareLine(JSON.parse(line));
  }
}
console.log(`${cases} cases, ${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;

function compareLine({ operations, reserved, cases: asked }) {
  let lens;
  try {
    lens = compile(operations, { reserved, jsonata, dateForms });
  } catch (failure) {
    lens = null;
    asked.forEach((one) => compareCase(operations, one, { failure: String(failure) }));
  }
  if (lens !== null) {
    asked.forEach((one) => compareCase(operations, one, answerOf(lens, one)));
  }
}

function answerOf(lens, { asked, base, document }) {
  try {
    return { result: asked === 'put' ? lens.put(base, document) : lens[asked](document) };
  } catch (failure) {
    const { operation, reason, discreetReason } = failure;
    return operation === undefined ? { failure: failure.stack } : { error: { operation, reason, discreetReason } };
  }
}

function compareCase(operations, asked, answer) {
  cases += 1;
  const expected = asked.refused ? 'refused' : told(asked.error === undefined ? { result: asked.result } : { error: asked.error });
  const found = asked.refused && answer.error ? 'refused' : told(answer);
  if (expected !== found) {
    differences += 1;
    if (differences <= MOST_SHOWN) {
      console.log(JSON.stringify(operations));
      console.log('  ' + JSON.stringify(Object.assign({}, asked, { result: undefined, error: undefined })));
      console.log('  Java:       ' + expected);
      console.log('  JavaScript: ' + found);
    }
  }
}

function told(answer) {
  return answer.error === undefined ? JSON.stringify(answer)
    : JSON.stringify(answer).replace(NUMBER, (number) => String(Number(number)));
}
