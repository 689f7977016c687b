/** Who may use a local database at a time: many operations, or one switch to another database. */

const gates = new Map();

/** Readers and a writer in one process, for a place without Web Locks. Nobody overtakes. */
class Gate {
  #readers = new Set();
  #last = Promise.resolve();

  shared(action) {
    const running = this.#last.then(action);
    const settled = running.then(() => {}, () => {});
    this.#readers.add(settled);
    settled.then(() => this.#readers.delete(settled));
    return running;
  }

  exclusive(action) {
    const before = Promise.all([this.#last, ...this.#readers]);
    const running = before.then(action);
    this.#last = running.then(() => {}, () => {});
    return running;
  }
}

/** The gate of a name: `shared(action)` and `exclusive(action)`. It holds for all tabs where there are Web Locks. */
export function gateOf(name) {
  const locks = globalThis.navigator?.locks;
  if (locks) {
    const lock = `slipcover:${name}`;
    return {
      shared: (action) => locks.request(lock, { mode: 'shared' }, action),
      exclusive: (action) => locks.request(lock, action),
    };
  }
  if (!gates.has(name)) {
    gates.set(name, new Gate());
  }
  return gates.get(name);
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Lets one of all tabs do an action at a time: with a Web Lock, else with a lease in a `_local` document, which a tab
 * that was killed loses after a while.
 */
export async function alone(name, database, lease, action) {
  const locks = globalThis.navigator?.locks;
  if (locks) {
    return locks.request(`slipcover-upgrade:${name}`, action);
  }
  const owner = Math.random().toString(36).slice(2);
  const take = async () => {
    const held = await database.get('_local/lease').catch(() => ({ _id: '_local/lease' }));
    if (held.owner && held.owner !== owner && held.until > Date.now()) {
      return false;
    }
    try {
      await database.put({ ...held, owner, until: Date.now() + lease });
      return true;
    } catch (conflict) {
      if (conflict.status === 409) {
        return false;
      }
      throw conflict;
    }
  };
  while (!await take()) {
    await pause(Math.min(200, lease / 4));
  }
  const renewal = setInterval(() => take().catch(() => {}), lease / 3);
  try {
    return await action();
  } finally {
    clearInterval(renewal);
    const held = await database.get('_local/lease').catch(() => undefined);
    if (held?.owner === owner) {
      await database.remove(held).catch(() => {});
    }
  }
}
