// The playground: one stored document, its views, and an edit of one of them.

import { column, element, goTo, linesOf, showProblem } from './elements.js';
import { Problem, ask } from './questions.js';

const part = (id) => document.getElementById(id);

/** The text whose views are shown: the base of every edit. */
let base = '';

part('given').addEventListener('submit', (event) => {
  event.preventDefault();
  showViews();
});
part('fetch').addEventListener('submit', (event) => {
  event.preventDefault();
  fetchDocument();
});
part('document').addEventListener('keydown', (event) => onEnter(event, showViews));

function onEnter(event, action) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    action();
  }
}

/** Asks, and says at the right place what is wrong; gives nothing then. */
async function asked(path, question, places, login = null) {
  Object.values(places).forEach(([place, field]) => showProblem(place, field, null));
  try {
    return await ask(path, question, login);
  } catch (problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    const [place, field] = places[problem.where] ?? places.otherwise;
    showProblem(place, field, problem);
    if (field) {
      goTo(field, problem);
    }
    return null;
  }
}

const documentPlaces = {
  document: [part('document-problem'), part('document')],
  database: [part('database-problem'), part('database')],
  otherwise: [part('document-problem'), null],
};

async function fetchDocument() {
  const user = part('user').value;
  const login = user === '' ? null : { user, password: part('password').value };
  const question = { database: part('database').value, id: part('id').value };
  const answer = await asked('/playground/document', question, {
    database: [part('database-problem'), part('database')],
    id: [part('id-problem'), part('id')],
    login: [part('id-problem'), part('user')],
    otherwise: [part('id-problem'), null],
  }, login);
  if (answer !== null) {
    part('document').value = answer.text;
    await showViews();
  }
}

async function showViews() {
  const text = part('document').value;
  part('stored-section').hidden = true;
  const answer = await asked('/playground/views', { document: text, database: part('database').value }, documentPlaces);
  part('views-section').hidden = answer === null;
  if (answer === null) {
    return;
  }
  base = text;
  part('shape').textContent = answer.type
    ? `Stored as ${answer.type}${answer.version > 0 ? ` ${answer.version}` : ', in a version that cannot be told'}.`
    : 'No release names a type of this document, so everyone sees the document as it is stored.';
  part('views').replaceChildren(...answer.views.map((view) => editableView(view)));
  part('views-title').focus();
}

/** What a mark of a view says. */
const besides = {
  missing: { left: 'not in the release before', right: 'not in the release behind' },
  changed: { left: 'another value in the release before', right: 'another value in the release behind' },
};

function viewLines(view) {
  if (view.error) {
    return element('p', { class: 'problem' }, `${view.error}: ${view.reason}`);
  }
  return linesOf(view.lines, (line) => ['left', 'right'].map((side) =>
    (line[side] ? { sign: line[side], says: besides[line[side]][side] } : null)));
}

function about(view) {
  return [`clients ${view.clients}${view.version ? `, version ${view.version}` : ''}`];
}

function editableView(view) {
  const title = `Release ${view.release}`;
  const shown = column(title, about(view), [viewLines(view)], ...(view.error ? [] : [
    element('button', { class: 'edit', 'aria-label': `Edit as release ${view.release}`, onclick: () => startEdit(view, shown) }, 'Edit')]));
  return shown;
}

/** Exchanges a view for a field, in which its text can be edited. */
function startEdit(view, shown) {
  const text = view.lines.map((line) => line.text).join('\n');
  const field = element('textarea', {
    class: 'code', spellcheck: 'false', autocomplete: 'off', autocapitalize: 'off', rows: String(Math.min(view.lines.length + 1, 40)),
    'aria-label': `The edit of release ${view.release}`,
  });
  field.value = text;
  const problem = element('p', { class: 'problem', role: 'alert' });
  const cancel = () => {
    const again = editableView(view);
    editing.replaceWith(again);
    again.querySelector('.edit').focus();
  };
  const store = () => showStored(view.release, field, problem);
  field.addEventListener('keydown', (event) => {
    onEnter(event, store);
    if (event.key === 'Escape') {
      cancel();
    }
  });
  const editing = column(`Release ${view.release}`, about(view), [
    field,
    problem,
    element('div', { class: 'actions' }, [
      element('button', { class: 'main', onclick: store }, 'See what would be stored'),
      element('button', { onclick: cancel }, 'Cancel'),
    ]),
  ]);
  shown.replaceWith(editing);
  field.focus();
  field.setSelectionRange(0, 0);
}

async function showStored(release, field, problem) {
  const answer = await asked('/playground/edits', { document: base, edit: field.value, release, database: part('database').value }, {
    ...documentPlaces,
    edit: [problem, field],
    otherwise: [problem, null],
  });
  part('stored-section').hidden = answer === null;
  if (answer === null) {
    return;
  }
  const { refused } = answer;
  part('stored-parts').hidden = Boolean(refused);
  showProblem(part('stored-problem'), null, refused ?? null);
  part('stored-status').textContent = refused
    ? `Slipcover would refuse this edit of release ${release} with ${refused.status}, and nothing would be stored.`
    : said(answer, release);
  if (!refused) {
    showPair(answer);
    part('then').replaceChildren(...answer.views.map((view) => column(`Release ${view.release}`, about(view), [viewLines(view)])));
  }
  part('stored-title').focus();
}

function said(answer, release) {
  const same = answer.before.every((line) => !line.right) && answer.stored.every((line) => !line.left);
  return [
    same ? `The edit of release ${release} changes nothing.` : `An edit of release ${release}.`,
    ...(answer.untold ? [`What comes from the base cannot be told, since the edit alone would be refused: ${answer.untold}.`] : []),
    ...(answer.mismatch ? [`The edit does not match its JSON Schema, which is only reported: ${answer.mismatch}.`] : []),
  ].join(' ');
}

const edited = {
  missing: { sign: 'missing', says: 'added by the edit' },
  changed: { sign: 'changed', says: 'changed by the edit' },
};

function showPair(answer) {
  const fromBase = answer.untold ? () => null : (line) => (line.right ? { sign: 'base', says: 'from the base' } : null);
  part('stored').replaceChildren(
    column('Before the edit', ['in the shape that would be stored'], [linesOf(answer.before, (line) => [null, {
      missing: { sign: 'gone', says: 'taken away by the edit' },
      changed: { sign: 'changed', says: 'changed by the edit' },
    }[line.right] ?? null])]),
    column('Stored', ['what CouchDB would hold'], [linesOf(answer.stored, (line) => [edited[line.left] ?? null, fromBase(line)])]),
  );
  part('go-on').onclick = () => {
    part('document').value = answer.stored.map((line) => line.text).join('\n');
    showViews();
  };
}
