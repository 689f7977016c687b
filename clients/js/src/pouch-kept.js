/**
 * The edits, or parts of edits, that the local database's shape cannot hold: `priority` where the database was filled
 * for a release without priorities. They stand in a database beside the local one, a document for each document, until
 * an upgrade writes them at the new release.
 *
 * An edit is told to this database before the local database gets its revision ("intent") and once more after it. So
 * none is lost where the app is killed in between: `recover` finds the revision by its parent and its body.
 */

import { equal, own } from './pouch-changes.js';

const PREFIX = 'kept:';

/** The revisions of a document, the newest first, as PouchDB's `_revisions` tells them. */
export const ancestors = ({ start, ids }) => ids.map((hash, back) => `${start - back}-${hash}`);

export class Kept {
  #control;

  constructor(control) {
    this.#control = control;
  }

  /** What is kept of a document that a database of this release holds; nothing where nothing is. */
  async of(id, release) {
    try {
      const record = await this.#control.get(PREFIX + id);
      return record.release === release ? record : undefined;
    } catch (missing) {
      if (missing.status === 404) {
        return undefined;
      }
      throw missing;
    }
  }

  /** All that is kept, by id. */
  async all(release) {
    const { rows } = await this.#control.allDocs({ startkey: PREFIX, endkey: `${PREFIX}\uffff`, include_docs: true });
    return new Map(rows.filter(({ doc }) => doc.release === release).map(({ id, doc }) => [id.slice(PREFIX.length), doc]));
  }

  /** The kept edit that this revision shows: its own, or that of its nearest ancestor that has one. */
  async edit(record, raw, revision) {
    const exact = record?.edits.find(({ rev }) => rev === revision);
    if (exact || !record) {
      return exact;
    }
    const document = await raw.get(record._id.slice(PREFIX.length), { rev: revision, revs: true });
    const revisions = ancestors(document._revisions);
    // A feed may tell of a revision before its write is settled.
    const unsettled = record.intents.find(({ base, body }) => (!base || revisions[1] === base) && equal(own(document), body));
    if (unsettled) {
      return { rev: revision, change: unsettled.change };
    }
    for (const ancestor of revisions) {
      const edit = record.edits.find(({ rev }) => rev === ancestor);
      if (edit) {
        return edit;
      }
    }
    return undefined;
  }

  /** Tells what is about to be written. */
  async intend(id, release, intent) {
    await this.#update(id, release, (record) => record.intents.push(intent));
  }

  /** Tells which revision was written; none where the write was refused. */
  async settle(id, release, intent, revision) {
    await this.#update(id, release, (record) => {
      record.intents = record.intents.filter(({ key }) => key !== intent.key);
      if (revision) {
        record.edits = record.edits.filter(({ rev }) => rev !== intent.instead && rev !== revision);
        record.edits.push({ rev: revision, change: intent.change });
      }
    });
  }

  /** Finds the revisions of writes in whose middle the app was killed. Nobody may write meanwhile. */
  async recover(raw, release) {
    for (const [id, record] of await this.all(release)) {
      for (const intent of record.intents) {
        await this.settle(id, release, intent, await written(raw, id, intent));
      }
    }
  }

  /** Forgets what was kept for a release. */
  async clear(release) {
    for (const record of (await this.all(release)).values()) {
      await this.#control.remove(record);
    }
  }

  async #update(id, release, change) {
    for (;;) {
      const record = await this.#control.get(PREFIX + id).catch((missing) => {
        if (missing.status !== 404) {
          throw missing;
        }
        return { _id: PREFIX + id };
      });
      if (record.release !== release) {
        Object.assign(record, { release, edits: [], intents: [] });
      }
      change(record);
      try {
        await this.#control.put({ ...record, _deleted: record.edits.length + record.intents.length === 0 || undefined });
        return;
      } catch (conflict) {
        if (conflict.status !== 409) {
          throw conflict;
        }
      }
    }
  }
}

async function written(raw, id, { base, body }) {
  const leaves = await raw.get(id, { open_revs: 'all', revs: true }).catch(() => []);
  for (const { ok } of leaves) {
    const revisions = ok ? ancestors(ok._revisions) : [];
    const at = base ? revisions.indexOf(base) - 1 : revisions.length - 1;
    if (at >= 0) {
      const child = at === 0 ? ok : await raw.get(id, { rev: revisions[at] }).catch(() => undefined);
      if (child && equal(own(child), body)) {
        return revisions[at];
      }
    }
  }
  return undefined;
}
