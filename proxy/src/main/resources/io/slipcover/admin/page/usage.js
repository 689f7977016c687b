/** Who uses which release: what retiring one would do, a chart, and tables. */

import { ago, chip, count, drawn, duration, element, instant, number, part, table } from './elements.js';
import { drawChart, lineClass, sparkline } from './chart.js';

const DAY = 86400;

/** The releases that the operator took out of the chart. */
const left = new Set();
let shown = null;

function rate({ requests, seconds, a_day: aDay }) {
  if (requests === 0) {
    return ['No request', seconds >= 7 * DAY - 3600 ? 'in the last 7 days' : `in the ${duration(seconds)} that are recorded`];
  }
  if (aDay == null) {
    return [count(requests, 'request'), `in the ${duration(seconds)} that are recorded`];
  }
  return aDay < 1
    ? ['Less than 1 request', 'a day, in the last 7 days']
    : [count(Math.round(aDay), 'request'), 'a day, in the last 7 days'];
}

function verdict(release) {
  if (!release.configured) {
    return chip('not in the configuration', 'warn');
  }
  if (release.stored) {
    return chip('store release', 'good');
  }
  if (release.sunset && release.sunset <= new Date().toISOString().slice(0, 10)) {
    return chip(`retired ${release.sunset}`, 'bad');
  }
  return release.deprecated ? chip(`deprecated ${release.deprecated}`, 'warn') : null;
}

/** What is known of when a release was asked for, where no time is known. */
function unseen({ week, requests }) {
  return week.requests > 0 || requests.some((count) => count > 0)
    ? 'It was asked for, but nobody knows any more when last.'
    : 'No request has ended since the recording began.';
}

function card(release, place, { now, recorded, days }) {
  const [amount, per] = rate(release.week);
  const versions = release.versions.slice(0, 3).map(({ version }) => version);
  const more = release.versions.length - versions.length;
  return element(
    'article',
    { class: 'card release', 'data-release': release.release },
    element('h2', {}, `If you retire release ${release.release} today`, element('span', { class: 'clients' }, release.clients ?? '')),
    element('p', { class: 'rate' }, `${amount} `, element('small', {}, per)),
    element(
      'p',
      {},
      release.last_seen == null
        ? unseen(release)
        : ['Last seen ', ago(release.last_seen, Date.parse(now)), versions.length > 0 ? `, by ${versions.join(', ')}${more > 0 ? ` and ${more} more` : ''}.` : '.'],
    ),
    verdict(release) && element('p', {}, verdict(release)),
    element('p', { class: 'foot' }, sparkline(release.requests, recorded, place), element('span', { class: 'soft' }, `${days} days, at most ${number(Math.max(...release.requests))} at a time`)),
  );
}

function legend(releases) {
  const boxes = releases.map((release, place) => {
    const box = element('input', { type: 'checkbox', checked: !left.has(release.release) });
    box.addEventListener('change', () => {
      left[box.checked ? 'delete' : 'add'](release.release);
      draw();
    });
    const key = drawn('svg', { class: 'key', viewBox: '0 0 30 12', 'aria-hidden': 'true' }, drawn('path', { class: lineClass(place), d: 'M2 6H28' }));
    return element('label', { class: 'check' }, box, key, `release ${release.release}`);
  });
  part('legend').replaceChildren(part('legend').querySelector('legend'), ...boxes);
}

function draw() {
  if (shown === null) {
    return;
  }
  const lines = shown.releases
    .map((release, place) => ({ name: release.release, place, values: release.requests }))
    .filter((line) => !left.has(line.name));
  drawChart(part('chart'), { times: shown.times, recorded: shown.recorded, seconds: shown.bucket_seconds, lines });
}

function numbers({ times, recorded, releases }) {
  const rows = times.map((time, place) => ({ time, place })).reverse();
  return table('Requests over time', [
    { title: 'from (UTC)', of: ({ time, place }) => `${instant(time)}${place === times.length - 1 ? ', so far' : ''}` },
    ...releases.map((release) => ({
      title: `release ${release.release}`,
      class: 'number',
      of: ({ place }) => (recorded[place] > 0 ? number(release.requests[place]) : 'not recorded'),
    })),
  ], rows, { wide: true });
}

function versions({ releases, now }) {
  const rows = releases.flatMap((release) => release.versions.map((version) => ({ release: release.release, ...version })));
  return rows.length === 0 ? element('p', {}, 'No client has told a version yet.') : table('Client versions', [
    { title: 'client version', of: (row) => row.version },
    { title: 'release', of: (row) => row.release },
    { title: 'requests in 14 days', class: 'number', of: (row) => number(row.requests) },
    { title: 'last seen', of: (row) => (row.last_seen == null ? '' : ago(row.last_seen, Date.parse(now))) },
  ], rows);
}

/** Shows what /usage has answered. */
export function showUsage(usage) {
  shown = usage;
  const kept = usage.kept_in == null
    ? 'They are kept in memory, and a restart forgets them: --history FILE keeps them.'
    : `They are kept in ${usage.kept_in}.`;
  part('recorded').textContent = usage.recorded_since == null
    ? `Nothing is recorded yet. ${kept}`
    : `This Slipcover has recorded requests since ${instant(usage.recorded_since)} UTC. ${kept}`;
  part('retire').replaceChildren(...usage.releases.map((release, place) => card(release, place, usage)));
  legend(usage.releases);
  draw();
  part('numbers').replaceChildren(numbers(usage));
  part('versions').replaceChildren(versions(usage));
}

let width = 0;
new ResizeObserver(([entry]) => {
  if (Math.round(entry.contentRect.width) !== width) {
    width = Math.round(entry.contentRect.width);
    draw();
  }
}).observe(part('chart'));
