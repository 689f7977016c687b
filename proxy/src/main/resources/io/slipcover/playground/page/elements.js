// The kinds of elements that the playground is made of. Texts become text nodes, whatever is in them.

/** An element with attributes, listeners (`on…`) and children. */
export function element(name, attributes = {}, children = []) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (attribute.startsWith('on')) {
      made.addEventListener(attribute.slice(2), value);
    } else if (value !== null) {
      made.setAttribute(attribute, value);
    }
  }
  made.append(...[children].flat());
  return made;
}

/** Signs for marks, and what they say to those who cannot see them. */
const signs = {
  missing: '+',
  changed: '~',
  gone: '−',
  base: 'base',
};

/**
 * A document in lines.
 *
 * @param lines what the server says of each line
 * @param marks gives the marks of a line to its left and its right: `{ sign, says }`, or null
 */
export function linesOf(lines, marks) {
  return element('ol', { class: 'lines' }, lines.map((line) => {
    const [left, right] = marks(line);
    const kind = left?.sign ?? right?.sign;
    return element('li', { class: kind ?? '' }, [
      mark(left),
      element('span', { class: 'text' }, line.text),
      mark(right),
    ]);
  }));
}

function mark(given) {
  return given
    ? element('span', { class: 'mark', title: given.says }, [
      element('span', { 'aria-hidden': 'true' }, signs[given.sign]), element('span', { class: 'unseen' }, ` (${given.says}) `)])
    : element('span', { class: 'mark' });
}

/** A document that is shown, with what stands above it. */
export function column(title, about, children, ...actions) {
  return element('article', { class: 'view', 'aria-label': title }, [
    element('header', {}, [element('div', {}, [element('h3', {}, title), ...about.map((line) => element('p', {}, line))]), ...actions]),
    ...children,
  ]);
}

/** Says a problem at a field, and marks the field; says nothing where there is no problem. */
export function showProblem(place, field, problem) {
  place.textContent = problem ? sentence(problem) : '';
  if (field) {
    field.setAttribute('aria-invalid', String(Boolean(problem)));
  }
}

function sentence({ error, reason, line, column }) {
  return line ? `Line ${line}, column ${column}: ${reason}.` : `${error}: ${reason}`;
}

/** Puts the caret of a field where a problem is, and the field where one sees it. */
export function goTo(field, { line, column }) {
  field.focus();
  if (line) {
    const lines = field.value.split('\n');
    const before = lines.slice(0, line - 1).reduce((length, each) => length + each.length + 1, 0);
    const place = before + [...(lines[line - 1] ?? '')].slice(0, column - 1).join('').length;
    field.setSelectionRange(place, Math.min(place + 1, field.value.length));
  }
}
