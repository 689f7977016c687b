// The questions that the page asks, with the token of the address where it has one. The token stays in this tab.

const KEY = 'slipcover-admin-token';

/** An answer that tells an error, in the words of the server. */
export class Problem extends Error {
  constructor(body) {
    super(body.reason);
    Object.assign(this, { error: 'error', reason: 'no answer', ...body });
  }
}

/**
 * Asks with JSON, and gives the answer. Where the address wants a token, the viewer is asked for it first.
 *
 * @param login the viewer's login at CouchDB, as `{ user, password }`; null: none
 */
export async function ask(path, question, login = null) {
  for (let wrong = false; ; wrong = true) {
    const answer = await send(path, question, login);
    if (answer.status !== 401) {
      const body = await answer.json().catch(() => ({ error: String(answer.status), reason: answer.statusText }));
      if (answer.ok) {
        return body;
      }
      throw new Problem(body);
    }
    const token = await askForToken(wrong || sessionStorage.getItem(KEY) !== null);
    if (token === null) {
      throw new Problem({ error: 'unauthorized', reason: 'this address answers those who know its token' });
    }
    sessionStorage.setItem(KEY, token);
  }
}

async function send(path, question, login) {
  const token = sessionStorage.getItem(KEY);
  try {
    return await fetch(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(login === null ? {} : { 'X-CouchDB-Authorization': `Basic ${base64(`${login.user}:${login.password}`)}` }),
      },
      body: JSON.stringify(question),
      cache: 'no-store',
      credentials: 'omit',
    });
  } catch (failure) {
    throw new Problem({ error: 'no_answer', reason: `Slipcover does not answer: ${failure.message}` });
  }
}

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** Asks the viewer for the token; gives null where the viewer does not say it. */
function askForToken(wrong) {
  const dialog = document.getElementById('token');
  const text = document.getElementById('token-text');
  document.getElementById('token-problem').textContent = wrong ? 'That is not the token.' : '';
  text.value = '';
  dialog.showModal();
  return new Promise((resolve) => {
    const ended = new AbortController();
    const end = (token) => {
      ended.abort();
      dialog.close();
      text.value = '';
      resolve(token);
    };
    const { signal } = ended;
    dialog.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      end(text.value.trim());
    }, { signal });
    document.getElementById('token-cancel').addEventListener('click', () => end(null), { signal });
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      end(null);
    }, { signal });
  });
}
