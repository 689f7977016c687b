// A todo that was edited twice at the same time: what each edit says, and only then the question which one counts.

import { element } from './elements.js';

/**
 * Shows all edits, each with the members in which it differs from another.
 *
 * @param edits the edits as this app knows them, the one that it shows first
 * @param authorOf says who made an edit
 * @param keep gets the edit that is to stay
 */
export function conflict(edits, authorOf, keep) {
  const members = differing(edits);
  return element('section', { class: 'conflict', 'aria-label': 'Edited twice' }, [
    element('p', {}, members.length > 0
      ? 'Edited twice at the same time:'
      : 'Edited twice at the same time. The edits differ in what this release does not know:'),
    element('ul', { class: 'edits' }, edits.map((edit, index) => element('li', { 'data-rev': edit._rev }, [
      element('p', { class: 'author' }, `${index === 0 ? 'Shown now' : 'The other'}, ${authorOf(edit)}`),
      element('dl', {}, members.flatMap((member) => [
        element('dt', {}, member),
        element('dd', {}, member in edit ? JSON.stringify(edit[member]) : 'not there'),
      ])),
    ]))),
    element('p', {}, 'Which one counts?'),
    element('div', { class: 'choices' }, edits.map((edit, index) => element('button', {
      class: 'keep',
      onclick: (event) => {
        event.stopPropagation();
        keep(edit);
      },
    }, index === 0 ? 'The one that is shown' : edits.length > 2 ? `The other (${index})` : 'The other'))),
  ]);
}

function differing(edits) {
  const names = new Set(edits.flatMap((edit) => Object.keys(edit)).filter((name) => !name.startsWith('_') && name !== 'version'));
  return [...names].filter((name) => new Set(edits.map((edit) => JSON.stringify(edit[name]))).size > 1);
}
