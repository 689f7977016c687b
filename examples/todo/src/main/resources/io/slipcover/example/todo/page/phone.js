// One app: a PouchDB of its own, what it shows, and its replication through the proxy.

import { conflict } from './conflict.js';
import { element, keepingFocus, showJson } from './elements.js';

/** A phone with one release of the app on it. */
export class Phone {
  #release;
  #setup;
  #onSelect;
  #parts = {};
  #local;
  #remote;
  #replication = null;
  #version;
  #unsent = new Set();
  #documents = new Map();
  #conflicts = new Map();
  #madeHere = new Set();
  #shown = null;
  #selected = null;
  #refreshes = 0;

  constructor(release, setup, onSelect) {
    this.#release = release;
    this.#setup = setup;
    this.#onSelect = onSelect;
    this.#build();
    this.#install(release.version);
  }

  get element() {
    return this.#parts.phone;
  }

  get number() {
    return this.#release.number;
  }

  /** The todo as it is here. */
  document(id) {
    return this.#documents.get(id);
  }

  /** Opens the local database of this version of the app, which is empty at first. */
  #install(version) {
    this.#version = version;
    const next = this.#release.next;
    const isNext = next && next.version === version;
    this.#parts.name.textContent = isNext ? next.name : this.#release.name;
    this.#parts.version.textContent = `X-Client-Version: ${version}`;
    this.#parts.caption.replaceChildren(isNext ? next.caption : this.#release.caption,
      ...(next && !isNext ? [' ', element('button', { class: 'update', onclick: () => this.#update() }, next.label)] : []));
    this.#local = new PouchDB(`slipcover-demo-${this.#setup.run}-${version}`);
    this.#remote = new PouchDB(`${this.#setup.proxy}/${this.#setup.database}`, {
      skip_setup: true,
      fetch: (url, options) => {
        options.headers.set('X-Client-Version', version);
        return PouchDB.fetch(url, options);
      },
    });
    this.#documents.clear();
    this.#local.changes({ since: 'now', live: true }).on('change', () => this.refresh());
    this.refresh();
    if (this.#parts.online.checked) {
      this.#goOnline();
    }
  }

  /** Installs the next version: hands over what is unsent, then begins with a new local database. */
  async #update() {
    if (!this.#parts.online.checked) {
      this.#notice('An update needs the network.');
      return;
    }
    this.#replication?.cancel();
    await this.#local.replicate.to(this.#remote);
    this.#install(this.#release.next.version);
  }

  #goOnline() {
    this.#parts.phone.dataset.state = 'syncing';
    const replication = this.#local.sync(this.#remote, { live: true, retry: true });
    this.#replication = replication;
    replication
      .on('active', () => { if (this.#replication === replication) this.#parts.phone.dataset.state = 'syncing'; })
      .on('paused', (error) => {
        if (this.#replication !== replication) {
          return;
        }
        this.#parts.phone.dataset.state = error ? 'waiting' : 'live';
        if (!error) {
          this.#unsent.clear();
          this.#render();
        }
      })
      .on('denied', ({ doc }) => this.#notice(`Refused: ${doc?.reason ?? JSON.stringify(doc)}`))
      .on('error', (error) => {
        this.#parts.phone.dataset.state = 'stopped';
        this.#notice(`Replication stopped: ${error.reason ?? error.message}`);
      });
    this.#stateText();
  }

  #goOffline() {
    this.#replication?.cancel();
    this.#replication = null;
    this.#parts.phone.dataset.state = 'offline';
    this.#stateText();
  }

  #stateText() {
    this.#parts.state.textContent = this.#parts.online.checked ? 'online' : 'offline';
  }

  async #write(id, edit) {
    const todo = await this.#local.get(id);
    edit(todo);
    await this.#put(todo);
  }

  async #put(todo) {
    const { rev } = await this.#local.put(todo);
    this.#madeHere.add(rev);
    this.#unsent.add(todo._id);
    this.#onSelect(todo._id);
  }

  /** Reads what is there and shows it. */
  async refresh() {
    const refresh = ++this.#refreshes;
    const { rows } = await this.#local.allDocs({ include_docs: true, conflicts: true });
    const before = this.#documents;
    const documents = new Map(rows.filter((row) => row.doc?.schema === 'todo-item').map((row) => [row.id, row.doc]));
    const conflicts = await this.#readConflicts([...documents.values()]);
    if (refresh !== this.#refreshes) {
      return; // A later one has begun, and sees more.
    }
    this.#documents = documents;
    this.#conflicts = conflicts;
    this.#render(before);
  }

  /** All edits of the todos that were edited twice, by id. */
  async #readConflicts(todos) {
    const twice = todos.filter((todo) => todo._conflicts);
    return new Map(await Promise.all(twice.map(async (todo) =>
      [todo._id, [todo, ...await Promise.all(todo._conflicts.map((rev) => this.#local.get(todo._id, { rev })))]])));
  }

  /** Marks a todo and shows the document that it is here. */
  select(id) {
    this.#selected = id;
    this.#render();
  }

  #render(before = this.#documents) {
    const { todos, view } = this.#parts;
    if (todos.querySelector('.field')) {
      // Somebody is typing.
      this.#renderView(view);
      return;
    }
    keepingFocus(todos, () =>
      todos.replaceChildren(...[...this.#documents.values()].map((todo) => this.#row(todo, before.get(todo._id)))));
    this.#renderView(view);
    this.#notice(this.#unsent.size > 0 && !this.#parts.online.checked
      ? `${this.#unsent.size} ${this.#unsent.size === 1 ? 'change waits' : 'changes wait'} for the network` : this.#lastNotice());
  }

  #lastNotice() {
    const text = this.#parts.notice.textContent;
    return text.includes('for the network') ? '' : text;
  }

  #renderView(view) {
    const document = this.#documents.get(this.#selected);
    const same = this.#shown && document && this.#shown._id === document._id;
    if (same && this.#shown._rev === document._rev && view.childElementCount > 0 && !this.#versionChanged()) {
      return;
    }
    showJson(view, withoutConflicts(document), same ? this.#shown : null);
    this.#shown = document ?? null;
    this.#shownVersion = this.#version;
  }

  #shownVersion = null;

  #versionChanged() {
    return this.#shownVersion !== this.#version;
  }

  #row(todo, before) {
    const change = (edit) => this.#write(todo._id, edit);
    const classes = ['todo'];
    if (this.#release.isDone(todo)) classes.push('done');
    if (todo._id === this.#selected) classes.push('selected');
    if (before && before._rev !== todo._rev && !this.#unsent.has(todo._id)) classes.push('arrived');
    const row = element('li', { class: classes.join(' '), 'data-id': todo._id, onclick: () => this.#onSelect(todo._id) }, [
      element('div', { class: 'content' }, this.#release.row(todo, change, this.#version)),
      element('button', { class: 'remove', title: 'Delete', 'aria-label': 'Delete', onclick: (event) => { event.stopPropagation(); this.#remove(todo); } }, '×'),
    ]);
    const edits = this.#conflicts.get(todo._id);
    if (edits) {
      row.append(conflict(edits, (one) => this.#authorOf(one), (kept) => this.#keep(kept, edits)));
    }
    return row;
  }

  async #remove(todo) {
    const current = await this.#local.get(todo._id);
    await this.#local.remove(current);
    this.#unsent.add(todo._id);
  }

  #authorOf(edit) {
    return this.#madeHere.has(edit._rev) ? 'made on this phone' : 'made on another phone';
  }

  /** Keeps one of several edits: the others are deleted. */
  async #keep(kept, edits) {
    for (const other of edits.filter((edit) => edit._rev !== kept._rev)) {
      await this.#local.remove(kept._id, other._rev);
    }
    await this.refresh();
  }

  #notice(text) {
    this.#parts.notice.textContent = text;
  }

  #build() {
    const phone = document.getElementById('phone').content.firstElementChild.cloneNode(true);
    phone.classList.add(`r${this.#release.number}`);
    phone.dataset.release = String(this.#release.number);
    for (const part of ['name', 'version', 'online', 'state', 'todos', 'notice', 'caption', 'view', 'new', 'all']) {
      this.#parts[part] = phone.querySelector(`.${part}`);
    }
    this.#parts.phone = phone;
    this.#parts.online.addEventListener('change', () => (this.#parts.online.checked ? this.#goOnline() : this.#goOffline()));
    this.#parts.all.addEventListener('click', () => {
      const open = phone.classList.toggle('open');
      this.#parts.all.setAttribute('aria-expanded', String(open));
    });
    this.#parts.new.addEventListener('submit', (event) => {
      event.preventDefault();
      const field = this.#parts.new.querySelector('.text');
      const _id = `todo-${Date.now().toString(36)}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
      this.#put({ _id, schema: 'todo-item', ...this.#release.create(field.value.trim()) });
      field.value = '';
    });
  }
}

function withoutConflicts(document) {
  if (!document) {
    return null;
  }
  const { _conflicts, ...rest } = document;
  return rest;
}
