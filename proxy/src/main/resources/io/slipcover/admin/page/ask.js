/** Questions to the admin address, with the token where this tab has one. */

const KEY = 'slipcover-admin-token';

/** What is thrown where the address wants a token, or another one. */
export class Unauthorized extends Error {}

export const token = {
  get: () => sessionStorage.getItem(KEY),
  set: (value) => sessionStorage.setItem(KEY, value),
  forget: () => sessionStorage.removeItem(KEY),
};

/** Sends a request with the token, and gives the answer. Throws Unauthorized where the token is missing or wrong. */
async function send(path) {
  const headers = token.get() ? { Authorization: `Bearer ${token.get()}` } : {};
  const answer = await fetch(path, { headers, cache: 'no-store', credentials: 'omit' });
  if (answer.status === 401) {
    throw new Unauthorized();
  }
  return answer;
}

/** The JSON at a path. */
export async function ask(path) {
  const answer = await send(path);
  if (!answer.ok) {
    const { reason } = await answer.json().catch(() => ({}));
    throw new Error(`${path} answered ${answer.status}${reason ? `: ${reason}` : ''}`);
  }
  return answer.json();
}
