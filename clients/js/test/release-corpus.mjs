// Leads documents between releases, and compares the answers with those that Slipcover wrote beside them: node release-corpus.mjs FILE…
//
// The first line of a file is what `slipcover lenses --json` writes. In the other lines, `lead` is asked of a stored document, and `put` of an
// edit and its stored base. A refused edit is told to its author in other words than here, so of those the fact alone is compared.
import { readFileSync } from 'node:fs';
import { dateForms } from '../src/dates.js';
import { schema } from '../src/lens/schema.js';

const MOST_SHOWN = 30;

let cases = 0;
let differences = 0;

for (const file of process.argv.slice(2)) {
  const [lenses, ...lines] = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const led = schema(lenses, { dateForms });
  lines.forEach((asked) => compare(asked, answerOf(led, asked)));
}
console.log(`${cases} cases, ${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;

function answerOf(led, { asked, document, release, base, to }) {
  try {
    return { result: asked === 'lead' ? led.lead(document, { to }) : led.put(document, { release, base, to }) };
  } catch (failure) {
    return failure.operation === undefined ? { failure: failure.stack } : { error: failure.message };
  }
}

function compare(asked, answer) {
  cases += 1;
  const expected = told(asked);
  const found = told({ asked: asked.asked, ...answer });
  if (expected !== found) {
    differences += 1;
    if (differences <= MOST_SHOWN) {
      console.log(JSON.stringify({ ...asked, result: undefined, error: undefined }));
      console.log('  Java:       ' + expected + (asked.error ? ' ' + asked.error : ''));
      console.log('  JavaScript: ' + found);
    }
  }
}

function told({ asked, result, error, failure }) {
  return failure || (error === undefined ? JSON.stringify(result) : asked === 'put' ? 'refused' : error);
}
