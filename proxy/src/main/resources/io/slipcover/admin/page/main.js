/** The page: it asks for everything, and asks for the token where Slipcover wants one. */

import { ask, token, Unauthorized } from './ask.js';
import { part } from './elements.js';
import { showConfiguration } from './configuration.js';
import { showFailures } from './failures.js';
import { showTypes } from './types.js';
import { showUsage } from './usage.js';

async function showState() {
  const state = part('state');
  try {
    const answer = await fetch('/ready', { cache: 'no-store' });
    const { status } = await answer.json();
    const words = { ok: 'ready', draining: 'about to end', couchdb_away: 'CouchDB is away' };
    state.className = `chip ${answer.ok ? 'good' : 'bad'}`;
    state.textContent = words[status] ?? status;
  } catch {
    state.className = 'chip bad';
    state.textContent = 'no answer';
  }
}

function demandToken() {
  part('content').hidden = true;
  part('ask').hidden = false;
  part('forget').hidden = true;
  part('refused').textContent = token.get() ? 'Slipcover does not know this token.' : '';
  token.forget();
  part('token').value = '';
  part('token').focus();
}

async function show() {
  showState();
  const trouble = part('trouble');
  try {
    const [usage, types, stuck, configuration] = await Promise.all([
      ask(`/usage?days=${part('days').value}`), ask('/types'), ask('/stuck'), ask('/configuration'),
    ]);
    if (!part('ask').hidden) {
      part('ask').hidden = true;
      part('main').focus();
    }
    part('content').hidden = false;
    part('forget').hidden = !token.get();
    trouble.hidden = true;
    showUsage(usage);
    showTypes(types);
    showFailures(stuck);
    showConfiguration(configuration);
    document.body.dataset.shown = 'true';
  } catch (failure) {
    if (failure instanceof Unauthorized) {
      demandToken();
    } else {
      trouble.textContent = `The page cannot be shown: ${failure.message}`;
      trouble.hidden = false;
    }
  }
}

/** Marks the link to the part of the page that the address names. */
function markPart() {
  const here = location.hash || '#releases';
  for (const link of document.querySelectorAll('.top nav a')) {
    if (link.getAttribute('href') === here) {
      link.setAttribute('aria-current', 'true');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

part('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  token.set(part('token').value.trim());
  show();
});
part('forget').addEventListener('click', () => {
  token.forget();
  demandToken();
});
part('refresh').addEventListener('click', show);
part('days').addEventListener('change', show);
window.addEventListener('hashchange', markPart);
markPart();
await show();
if (location.hash && !part('content').hidden) {
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
