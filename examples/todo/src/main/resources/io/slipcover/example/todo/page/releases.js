// What the three releases of the app know of a todo: each is as it was written when it came out, and none knows of the others.

import { element, editable, chip } from './elements.js';

/** The releases, the oldest first. `row` shows a todo; `change(edit)` writes it with an edit made. */
export const releases = [
  {
    number: 1,
    version: '1.0.0',
    name: 'Todo 1.0',
    caption: 'A todo has a title, and it is done or not.',
    next: {
      version: '1.1.0',
      name: 'Todo 1.1',
      label: 'Update to 1.1',
      caption: '1.1: and it may be important. Nothing broke, so the shape has no new number: Slipcover only fills in what is missing.',
    },
    create: (text) => ({ title: text, isDone: false }),
    text: (todo) => todo.title,
    isDone: (todo) => todo.isDone,
    row(todo, change, version) {
      const row = [
        tick(todo.isDone, () => change((it) => { it.isDone = !it.isDone; })),
        editable(todo.title, 'title', (text) => change((it) => { it.title = text; })),
      ];
      if (version === '1.1.0') {
        row.push(element('button', {
          class: todo.isImportant ? 'star on' : 'star',
          title: 'isImportant',
          'aria-pressed': String(Boolean(todo.isImportant)),
          onclick: () => change((it) => { it.isImportant = !it.isImportant; }),
        }, todo.isImportant ? '★' : '☆'));
      }
      return row;
    },
  },
  {
    number: 2,
    version: '2.0.0',
    name: 'Todo 2.0',
    caption: 'A todo has a status, belongs to a group, and is assigned to somebody.',
    create: (text) => ({ title: text, status: 'active', group: { name: 'home' }, assignee: null }),
    text: (todo) => todo.title,
    isDone: (todo) => todo.status === 'done',
    row: (todo, change) => [
      editable(todo.title, 'title', (text) => change((it) => { it.title = text; })),
      element('div', { class: 'details' }, [
        statuses(todo.status, (status) => change((it) => { it.status = status; })),
        chip('group', todo.group?.name ?? '', 'group', (name) => change((it) => { it.group = { ...it.group, name }; })),
        chip('person', todo.assignee ?? '', 'nobody', (name) => change((it) => { it.assignee = name === '' ? null : name; })),
      ]),
    ],
  },
  {
    number: 3,
    version: '3.0.0',
    name: 'Todo 3.0',
    caption: 'Any number of people do a todo; its title is called text, its group is no more than a name.',
    create: (text) => ({ text, status: 'active', groupName: 'home', assignees: [] }),
    text: (todo) => todo.text,
    isDone: (todo) => todo.status === 'done',
    row: (todo, change) => [
      editable(todo.text, 'text', (text) => change((it) => { it.text = text; })),
      element('div', { class: 'details' }, [
        statuses(todo.status, (status) => change((it) => { it.status = status; })),
        chip('group', todo.groupName ?? '', 'group', (name) => change((it) => { it.groupName = name; })),
        ...(todo.assignees ?? []).map((person, index) => chip('person', person, 'nobody', (name) => change((it) => {
          it.assignees.splice(index, 1, ...(name === '' ? [] : [name]));
        }))),
        chip('person add', '', '+ person', (name) => change((it) => {
          if (name !== '') {
            it.assignees = [...(it.assignees ?? []), name];
          }
        })),
      ]),
    ],
  },
];

function tick(done, onclick) {
  return element('button', { class: done ? 'tick on' : 'tick', role: 'checkbox', 'aria-checked': String(done), 'aria-label': 'done', onclick },
    done ? '✓' : '');
}

const known = ['active', 'waiting', 'done'];

function statuses(status, onchange) {
  const choices = known.includes(status) ? known : [...known, status];
  return element('select', { class: `status ${status}`, 'aria-label': 'status', onchange: (event) => onchange(event.target.value) },
    choices.map((choice) => element('option', { value: choice, ...(choice === status ? { selected: '' } : {}) }, String(choice))));
}

const lenses = {
  title: { 1: 'title', 2: 'title', 3: 'text' },
  text: { 1: 'title', 2: 'title', 3: 'text' },
  isDone: { 1: 'isDone', 2: 'status', 3: 'status' },
  status: { 1: 'isDone', 2: 'status', 3: 'status' },
  group: { 2: 'group', 3: 'groupName' },
  groupName: { 2: 'group', 3: 'groupName' },
  assignee: { 2: 'assignee', 3: 'assignees' },
  assignees: { 2: 'assignee', 3: 'assignees' },
};

/**
 * The releases that a member of a stored document reaches, and the name it has there: what the example's lenses say, and for
 * a member that they do not name, the phones on which it is found.
 *
 * @param onPhones the document as each phone has it, by release
 */
export function readers(member, onPhones) {
  if (member.startsWith('_') || member === 'schema' || member === 'version') {
    return {};
  }
  return lenses[member] ?? Object.fromEntries(Object.entries(onPhones)
    .filter(([, document]) => document && member in document)
    .map(([release]) => [release, member]));
}
