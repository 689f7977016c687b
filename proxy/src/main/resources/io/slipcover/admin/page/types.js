/** Types: their versions, and the lenses between them. */

import { chip, count, element, part } from './elements.js';

function version(one) {
  const releases = one.releases.length === 0
    ? 'no release any more'
    : `${one.releases.length === 1 ? 'release' : 'releases'} ${one.releases.join(', ')}`;
  return element(
    'li',
    { class: `version${one.stored ? ' stored' : ''}` },
    element('p', { class: 'number' }, `Version ${one.version}`),
    element('p', { class: 'soft' }, releases),
    one.stored && element('p', {}, chip('is stored', 'good')),
  );
}

function lens(one) {
  return element(
    'li',
    { class: 'lens' },
    element('span', { class: 'arrow', 'aria-hidden': 'true' }),
    element('span', {}, `Lens ${one.from} to ${one.to}`, element('br'), element('span', { class: 'soft' }, count(one.operations.length, 'operation'))),
  );
}

function texts(title, list) {
  return list.length === 0 ? null : element('li', {}, `${title}: ${list.join('; ')}`);
}

function details(type) {
  const lenses = type.lenses.map((one) => [
    element('h3', {}, `Lens from version ${one.from} to ${one.to}`),
    element('ol', { class: 'operations' }, one.operations.map((operation) => element('li', {}, operation))),
  ]);
  const paths = type.paths.map((path) => {
    const facts = [
      texts('They do not see', path.unseen),
      texts('Not kept of what they write', path.not_kept),
      texts('Taken from the base of their edits', path.needs_base),
      texts('Their edits are refused for', path.refused),
    ].filter((fact) => fact !== null);
    return facts.length === 0 ? null : [
      element('h3', {}, `Clients of version ${path.from}, where version ${path.to} is stored`),
      element('ul', { class: 'operations' }, facts),
    ];
  });
  return type.lenses.length === 0 ? null : element('details', {}, element('summary', {}, `What the lenses of ${type.type} do`), lenses, paths);
}

function graph(type) {
  const steps = type.versions.flatMap((one) => {
    const onwards = type.lenses.find(({ from }) => from === one.version);
    return onwards ? [version(one), lens(onwards)] : [version(one)];
  });
  return element(
    'article',
    { class: 'card graph', 'data-type': type.type },
    element('h2', {}, type.type),
    element('ol', { class: 'way', tabindex: '0', 'aria-label': `Versions and lenses of ${type.type}` }, steps),
    details(type),
  );
}

/** Shows what /types has answered. */
export function showTypes({ types }) {
  part('graphs').replaceChildren(...types.map(graph));
}
