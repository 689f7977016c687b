/** What tells events, like PouchDB's own feeds and replications. */

export class Emitter {
  #listeners = new Map();

  on(event, listener) {
    this.#listeners.set(event, [...this.#listeners.get(event) ?? [], listener]);
    return this;
  }

  addListener(event, listener) {
    return this.on(event, listener);
  }

  once(event, listener) {
    const first = (...told) => {
      this.off(event, first);
      listener(...told);
    };
    return this.on(event, first);
  }

  off(event, listener) {
    this.#listeners.set(event, (this.#listeners.get(event) ?? []).filter((one) => one !== listener));
    return this;
  }

  removeListener(event, listener) {
    return this.off(event, listener);
  }

  removeAllListeners(event) {
    if (event === undefined) {
      this.#listeners.clear();
    } else {
      this.#listeners.delete(event);
    }
    return this;
  }

  emit(event, ...told) {
    const listeners = this.#listeners.get(event) ?? [];
    listeners.forEach((listener) => listener(...told));
    return listeners.length > 0;
  }
}

/**
 * A feed or a replication of whatever database is the current one. After a switch, a live one begins anew at the new
 * database, and its listeners stay.
 */
export class Following extends Emitter {
  #begin;
  #live;
  #notice;
  #lead;
  #inner;
  #innerEnd;
  #round = 0;
  #promise;
  #settle;
  #queue = Promise.resolve();

  /**
   * @param begin gives, for the round, `{ inner }`, the feed of one database: called with 0 first, then with 1, 2, … after each switch
   * @param live whether a switch begins anew
   * @param notice looks whether there was a switch: a database that another tab has dropped ends its feeds with an error
   * @param lead leads what an event tells to the app's shape; nothing for a change that is not to be told
   */
  constructor(begin, live, notice, lead = async (event, told) => told) {
    super();
    this.#begin = begin;
    this.#live = live;
    this.#notice = notice;
    this.#lead = lead;
    this.#promise = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.#promise.catch(() => {});
    this.#start();
  }

  async #start() {
    const round = this.#round;
    try {
      const { inner } = await this.#begin(round); // a feed is thenable, and waiting for it would wait for its end
      if (this.canceled || round !== this.#round) {
        inner.cancel();
        if (this.canceled) {
          this.#end('complete', { status: 'cancelled' });
        }
        return;
      }
      this.#inner = inner;
      for (const event of ['change', 'paused', 'active', 'denied']) {
        inner.on(event, (told) => this.#tell(round, event, told));
      }
      this.#innerEnd = inner.then(
        (told) => this.#tell(round, 'complete', told),
        (error) => this.#failed(round, error),
      );
    } catch (error) {
      await this.#failed(round, error);
    }
  }

  async #failed(round, error) {
    await this.#notice();
    this.#tell(round, 'error', error);
  }

  #tell(round, event, told) {
    this.#queue = this.#queue.then(async () => {
      if (round !== this.#round) {
        return;
      }
      if (event === 'complete' || event === 'error') {
        this.#end(event, event === 'error' ? told : await this.#lead(event, told));
      } else {
        const led = await this.#lead(event, told);
        if (led !== undefined || event !== 'change') {
          this.emit(event, led);
        }
      }
    }).catch((error) => this.#end('error', error));
  }

  #end(event, told) {
    this.ended = true;
    this.emit(event, told);
    this.#settle[event === 'error' ? 'reject' : 'resolve'](told);
  }

  /** Goes on at the new database; gives the end of what ran at the old one. */
  switched() {
    if (!this.#live || this.canceled || this.ended) {
      return undefined;
    }
    this.#round++;
    this.#inner?.cancel();
    this.#inner = undefined;
    const ended = this.#innerEnd;
    this.#start();
    return ended;
  }

  cancel() {
    this.canceled = true;
    this.#inner?.cancel();
  }

  then(resolve, reject) {
    return this.#promise.then(resolve, reject);
  }

  catch(reject) {
    return this.#promise.catch(reject);
  }
}
