/** Documents that Slipcover could not show or store, by reason. */

import { ago, chip, count, element, part, table } from './elements.js';

/** How many examples of one reason are shown. */
const EXAMPLES = 10;

/** The documents by what happened and why, the reason with most documents first. */
function byReason(documents) {
  const groups = new Map();
  for (const document of documents) {
    const key = JSON.stringify([document.direction, document.reason]);
    groups.set(key, [...(groups.get(key) ?? []), document]);
  }
  return [...groups.values()].sort((one, other) => other.length - one.length);
}

function group(documents, isOpen) {
  const [{ direction, reason }] = documents;
  const last = documents.map((document) => document.last_seen).sort().at(-1);
  return element(
    'details',
    { class: 'failure card', open: isOpen },
    element(
      'summary',
      {},
      element('code', { class: 'reason' }, reason),
      chip(direction, direction.startsWith('not ') ? 'bad' : 'warn'),
      element('span', {}, count(documents.length, 'document')),
      element('span', { class: 'soft' }, 'last ', ago(last)),
    ),
    element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Examples of ${reason}` }, table(`Examples of ${reason}`, [
      { title: 'id', of: (row) => element('code', {}, row.id) },
      { title: 'database', of: (row) => element('code', {}, row.database) },
      { title: 'revision', of: (row) => element('code', {}, row.revision ?? '') },
      { title: 'releases', of: (row) => row.releases.join(', ') },
      { title: 'times', class: 'number', of: (row) => row.count },
      { title: 'last seen', of: (row) => ago(row.last_seen) },
    ], documents.slice(0, EXAMPLES))),
    documents.length > EXAMPLES && element('p', { class: 'soft' }, `${count(documents.length - EXAMPLES, 'more document')}: /stuck lists all of them.`),
  );
}

/** Shows what /stuck has answered. */
export function showFailures({ total, dropped, documents }) {
  part('failures-note').textContent = total === 0
    ? 'No document is stuck: since its start, Slipcover could show and store every document that a client asked for or wrote, or can do so by now.'
    : `${count(total, 'document is', 'documents are')} stuck${dropped > 0 ? `, and ${count(dropped, 'more that was', 'more that were')} seen longer ago` : ''}.`
      + ' A document leaves this list when a client is shown it, or has it stored, without trouble.';
  const groups = byReason(documents);
  part('stuck').replaceChildren(...groups.map((each, place) => group(each, place === 0)));
}
