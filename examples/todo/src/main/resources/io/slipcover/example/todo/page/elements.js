// The few kinds of elements that the page is made of.

/** An element with attributes, listeners (`on…`) and children. */
export function element(name, attributes = {}, children = []) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (attribute.startsWith('on')) {
      made.addEventListener(attribute.slice(2), value);
    } else {
      made.setAttribute(attribute, value);
    }
  }
  made.append(...[children].flat());
  return made;
}

/** Text that becomes a field when it is clicked; `save` gets what was typed, where that is something else. */
export function editable(text, name, save) {
  const shown = String(text ?? '');
  const button = element('button', { class: `editable ${name}`, title: `Change the ${name}` }, shown);
  button.addEventListener('click', () => openField(button, shown, name, (typed) => typed !== '' && save(typed)));
  return button;
}

/** A small label that becomes a field when it is clicked; what is typed may be empty. */
export function chip(kind, text, empty, save) {
  const button = element('button', { class: `chip ${kind}${text === '' ? ' empty' : ''}` }, text === '' ? empty : text);
  button.addEventListener('click', () => openField(button, text, empty, save));
  return button;
}

function openField(button, before, label, save) {
  const field = element('input', { class: 'field', value: before, 'aria-label': label, size: String(Math.max(before.length, 6)) });
  let closed = false;
  const close = (saves) => {
    if (closed) {
      return;
    }
    closed = true;
    const typed = field.value.trim();
    field.replaceWith(button);
    if (saves && typed !== before) {
      save(typed);
    }
  };
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      close(true);
    } else if (event.key === 'Escape') {
      close(false);
    }
  });
  field.addEventListener('blur', () => close(true));
  field.addEventListener('click', (event) => event.stopPropagation());
  button.replaceWith(field);
  field.focus();
  field.select();
}

/** Makes the rows of a list anew, and gives the focus back to the control that had it. */
export function keepingFocus(list, make) {
  const controls = (row) => [...row.querySelectorAll('button, select, input')];
  const row = document.activeElement?.closest?.('[data-id]');
  const had = row && list.contains(row) ? [row.dataset.id, controls(row).indexOf(document.activeElement)] : null;
  make();
  if (had) {
    const again = [...list.children].find((each) => each.dataset.id === had[0]);
    (again && controls(again)[had[1]])?.focus();
  }
}

/**
 * Shows a document, a member a line. Members whose value is not the one in `before` stand out for a moment.
 *
 * @param note gives what stands behind a member
 */
export function showJson(target, shown, before, note = () => []) {
  if (!shown) {
    target.replaceChildren(element('span', { class: 'none' }, 'not here'));
    return;
  }
  const members = Object.entries(shown).sort(([one], [other]) => other.startsWith('_') - one.startsWith('_'));
  target.replaceChildren('{\n', ...members.flatMap(([member, value], index) => {
    const text = JSON.stringify(value);
    // The digits of a revision say nothing to a reader beyond the first few.
    const shortened = member === '_rev' ? `"${value.slice(0, 10)}…"` : text;
    const isNew = before && JSON.stringify(before[member]) !== text;
    const line = element('span', { class: `member${isNew ? ' fresh' : ''}${member.startsWith('_') ? ' own' : ''}`, 'data-member': member }, [
      '  ',
      element('span', { class: 'key' }, JSON.stringify(member)),
      ': ',
      element('span', { class: `value ${value === null ? 'null' : typeof value}`, title: text }, shortened),
      index < members.length - 1 ? ',' : '',
      ...note(member),
    ]);
    return [line, '\n'];
  }), '}');
}
