/** A chart of lines over time that also a keyboard and a screen reader can read. */

import { drawn, duration, element, instant, number } from './elements.js';

const HEIGHT = 260;
const MARGIN = { left: 52, right: 34, top: 14, bottom: 30 };
const LONGEST_LABEL = 12;
const LETTER_WIDTH = 8;
const COLOURS = 6;

/** The classes by which a line can be told from others: a colour, and a way to be dashed, which differ between neighbours. */
export function lineClass(place) {
  return `series series-${place % COLOURS} dash-${place % 4}`;
}

/** A round number that is not below a value, and whose quarters are whole. */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 4)));
  return [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10, 12]
    .map((times) => Math.round(times * power))
    .find((round) => round >= value && round % 4 === 0);
}

/** The pieces of a line: where nothing was recorded, the line has a gap. */
function pieces(values, recorded, x, y) {
  let path = '';
  let drawing = false;
  values.forEach((value, place) => {
    if (recorded[place] > 0) {
      path += `${drawing ? 'L' : 'M'}${x(place).toFixed(1)} ${y(value).toFixed(1)}${drawing ? '' : 'h.01'}`;
    }
    drawing = recorded[place] > 0;
  });
  return path;
}

/** A small picture of one line with a scale of its own. What it shows stands beside it in words. */
export function sparkline(values, recorded, place) {
  const [width, height] = [240, 44];
  const top = Math.max(1, ...values);
  const x = (at) => 3 + ((width - 6) * at) / Math.max(1, values.length - 1);
  const y = (value) => 4 + (height - 8) * (1 - value / top);
  return drawn(
    'svg',
    { class: 'spark', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    drawn('line', { class: 'grid', x1: 0, x2: width, y1: height - 2, y2: height - 2 }),
    drawn('path', { class: `series series-${place % COLOURS}`, d: pieces(values, recorded, x, y) }),
  );
}

/** Runs of places of which nothing was recorded: the first place of each, and the one behind it. */
function gaps(recorded) {
  const runs = [];
  recorded.forEach((seconds, place) => {
    const last = runs[runs.length - 1];
    if (seconds === 0 && last && last[1] === place) {
      last[1] = place + 1;
    } else if (seconds === 0) {
      runs.push([place, place + 1]);
    }
  });
  return runs;
}

/** A name that fits beside the chart. Its end stays, because names of releases differ there. */
function shortened(name) {
  return name.length <= LONGEST_LABEL ? name : `${name.slice(0, 4)}…${name.slice(-(LONGEST_LABEL - 5))}`;
}

/** A label at the end of each line, moved apart where two would stand upon each other. */
function endLabels(lines, last, x, y) {
  const labels = lines
    .map((line) => ({ line, top: y(line.values[last]) + 4 }))
    .sort((one, other) => one.top - other.top);
  labels.forEach((label, place) => {
    const above = labels[place - 1];
    label.top = above ? Math.max(label.top, above.top + 13) : label.top;
  });
  let floor = HEIGHT - MARGIN.bottom + 4;
  for (const label of labels.reverse()) {
    label.top = Math.min(label.top, floor);
    floor = label.top - 13;
  }
  return labels.map(({ line, top }) => drawn('text', { class: 'end', x: x(last) + 8, y: top }, shortened(line.name)));
}

/**
 * Draws lines into a holder, as wide as the holder is.
 *
 * @param holder an element that the chart fills
 * @param chart times, recorded (seconds of each time that were recorded), seconds (how long a time is) and lines: name, place, values
 */
export function drawChart(holder, { times, recorded, seconds, lines }) {
  const width = Math.max(280, holder.clientWidth || 720);
  const right = Math.max(MARGIN.right, 10 + LETTER_WIDTH * Math.max(0, ...lines.map(({ name }) => shortened(name).length)));
  const inner = width - MARGIN.left - right;
  const depth = HEIGHT - MARGIN.top - MARGIN.bottom;
  const top = roundUp(Math.max(0, ...lines.flatMap((line) => line.values)));
  const last = times.length - 1;
  const x = (place) => MARGIN.left + (last > 0 ? (inner * place) / last : 0);
  const y = (value) => MARGIN.top + depth * (1 - value / top);
  const step = inner / Math.max(1, last);

  const grid = [0, 0.25, 0.5, 0.75, 1].map((share) => [
    drawn('line', { class: 'grid', x1: MARGIN.left, x2: width - right, y1: y(top * share), y2: y(top * share) }),
    drawn('text', { x: MARGIN.left - 8, y: y(top * share) + 4, 'text-anchor': 'end' }, number(top * share)),
  ]);
  const marks = Math.max(2, Math.min(6, Math.floor(inner / 110)));
  const labels = Array.from({ length: marks }, (_, mark) => Math.round((last * mark) / (marks - 1)))
    .map((place, mark) => drawn(
      'text',
      { x: x(place), y: HEIGHT - 8, 'text-anchor': mark === 0 ? 'start' : mark === marks - 1 ? 'end' : 'middle' },
      seconds >= 86400 ? times[place].slice(0, 10) : times[place].slice(5, 16).replace('T', ' '),
    ));
  const unrecorded = gaps(recorded).map(([from, to]) => drawn('rect', {
    class: 'unrecorded', x: Math.max(MARGIN.left, x(from) - step / 2), y: MARGIN.top, height: depth,
    width: Math.min(width - right, x(to) - step / 2) - Math.max(MARGIN.left, x(from) - step / 2),
  }));
  const cursor = drawn('line', { class: 'cursor', y1: MARGIN.top, y2: MARGIN.top + depth, visibility: 'hidden' });
  const summary = lines
    .map((line) => `release ${line.name}: ${number(line.values.reduce((sum, value) => sum + value, 0))} requests`)
    .join('; ');
  const svg = drawn(
    'svg',
    { viewBox: `0 0 ${width} ${HEIGHT}`, height: HEIGHT, role: 'img', 'aria-label': `Lines of requests over time. ${summary}` },
    unrecorded, grid, labels,
    lines.map((line) => drawn('path', { class: lineClass(line.place), d: pieces(line.values, recorded, x, y), 'data-release': line.name })),
    endLabels(lines, last, x, y),
    cursor,
  );
  const reading = element('output', { class: 'reading soft', 'aria-live': 'polite' }, 'Point at the chart, or move along it with the arrow keys.');
  let at = null;

  function read(place) {
    at = Math.max(0, Math.min(last, place));
    cursor.setAttribute('x1', x(at));
    cursor.setAttribute('x2', x(at));
    cursor.setAttribute('visibility', 'visible');
    const values = lines.map((line) => `release ${line.name}: ${number(line.values[at])}`).join(', ');
    const part = recorded[at] < 0.9 * seconds ? `, ${duration(recorded[at])} of it recorded` : '';
    const when = `${instant(times[at])} UTC${at === last ? ', so far' : part}`;
    reading.textContent = recorded[at] > 0 ? `${when}: ${values}` : `${instant(times[at])} UTC: nothing was recorded`;
  }

  const frame = element('div', { tabindex: '0', role: 'group', 'aria-label': 'Chart; the arrow keys move along it' }, svg);
  frame.addEventListener('keydown', (event) => {
    const moves = { ArrowLeft: (at ?? last + 1) - 1, ArrowRight: (at ?? -1) + 1, Home: 0, End: last };
    if (event.key in moves) {
      event.preventDefault();
      read(moves[event.key]);
    }
  });
  frame.addEventListener('pointermove', (event) => {
    const box = svg.getBoundingClientRect();
    read(Math.round((((event.clientX - box.left) * width) / box.width - MARGIN.left) / step));
  });
  const hadFocus = holder.contains(document.activeElement);
  holder.replaceChildren(frame, element('p', {}, reading));
  if (hadFocus) {
    frame.focus();
  }
}
