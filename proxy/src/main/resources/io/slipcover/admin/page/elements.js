/** Elements of the page. Text is always put in as text: ids, reasons and client versions come from strangers. */

const SVG = 'http://www.w3.org/2000/svg';

function filled(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === true) {
      node.setAttribute(name, '');
    } else if (value !== false && value != null) {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return node;
}

/** An element of HTML with attributes and children. Null and false are left out. */
export function element(name, properties = {}, ...children) {
  return filled(document.createElement(name), properties, children);
}

/** An element of SVG. */
export function drawn(name, properties = {}, ...children) {
  return filled(document.createElementNS(SVG, name), properties, children);
}

/** The element of this id, which the page has. */
export function part(id) {
  return document.getElementById(id);
}

/**
 * A table. A column has a title, a function that gives what a row shows in it, and perhaps a class; the first column names the row. In a
 * narrow window, the cells of a row stand below each other, unless the table is wide. Roles are told, since a table whose rows are laid
 * out anew is none any more for some browsers.
 */
export function table(caption, columns, rows, { wide = false } = {}) {
  const cell = (column, row, place) => element(
    place === 0 ? 'th' : 'td',
    {
      class: column.class,
      'data-title': column.title,
      ...(place === 0 ? { scope: 'row', role: 'rowheader' } : { role: 'cell' }),
    },
    column.of(row),
  );
  const line = (cells) => element('tr', { role: 'row' }, cells);
  return element(
    'table',
    { role: 'table', class: wide ? null : 'stack' },
    element('caption', { class: 'hidden' }, caption),
    element('thead', { role: 'rowgroup' }, line(
      columns.map((column) => element('th', { scope: 'col', role: 'columnheader', class: column.class }, column.title)),
    )),
    element('tbody', { role: 'rowgroup' }, rows.map((row) => line(columns.map((column, place) => cell(column, row, place))))),
  );
}

/** A short label with a tone: good, warn or bad. */
export function chip(text, tone = '') {
  return element('span', { class: `chip ${tone}`.trim() }, text);
}

const plain = new Intl.NumberFormat('en');

/** A number with commas between its thousands. */
export function number(value) {
  return plain.format(value);
}

/** A count and its noun: "1 request", "2 requests". */
export function count(value, one, many = `${one}s`) {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** How long some seconds are, in whole units of the largest that fits: "2 hours". */
export function duration(seconds) {
  for (const [length, name] of [[86400, 'day'], [3600, 'hour'], [60, 'minute']]) {
    if (seconds >= length) {
      return count(Math.floor(seconds / length), name);
    }
  }
  return 'less than a minute';
}

/** A time as an element: how long ago, and the time itself for those who point at it. */
export function ago(time, now = Date.now()) {
  const seconds = Math.max(0, (now - Date.parse(time)) / 1000);
  return element('time', { datetime: time, title: time }, seconds < 60 ? 'less than a minute ago' : `${duration(seconds)} ago`);
}

/** A time of UTC as people read it: "2026-11-30 09:00". */
export function instant(time) {
  return time.slice(0, 16).replace('T', ' ');
}
