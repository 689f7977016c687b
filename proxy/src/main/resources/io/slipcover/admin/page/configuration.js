/** The configuration that is in force, with its defaults, and without its secrets. */

import { chip, element, instant, part, table } from './elements.js';

let keys = [];

/** What stands for a secret. */
const MASK = '…';

function value(row) {
  if (row.value === MASK) {
    return chip('a secret, not shown');
  }
  return typeof row.value === 'string'
    ? element('code', {}, row.value)
    : element('pre', {}, JSON.stringify(row.value, null, Array.isArray(row.value) && row.value.some((one) => one instanceof Object) ? 2 : 0));
}

function show() {
  const wanted = part('filter').value.trim().toLowerCase();
  const rows = keys.filter((row) => row.key.toLowerCase().includes(wanted) && !(part('told').checked && row.from === 'default'));
  part('keys').replaceChildren(rows.length === 0 ? element('p', {}, 'No key is like that.') : table('Configuration', [
    { title: 'key', of: (row) => element('code', {}, row.key) },
    { title: 'value', of: value },
    { title: 'from', of: (row) => [row.from, row.restart && [' ', chip('a restart takes the new one', 'warn')]] },
  ], rows));
}

/** Shows what /configuration has answered. */
export function showConfiguration({ file, read, keys: told, warnings }) {
  keys = told;
  part('configuration-note').textContent = `Read from ${file} at ${instant(read)} UTC.`;
  part('warnings').replaceChildren(...(warnings.length === 0 ? [] : [element(
    'div',
    { class: 'card' },
    element('h2', {}, 'Warnings'),
    element('ul', { class: 'problems' }, warnings.map((warning) => element('li', {}, warning))),
  )]));
  show();
}

part('filter').addEventListener('input', show);
part('told').addEventListener('change', show);
