import { dateForms } from './dates.js';
import { LensError } from './errors.js';
import { schema } from './schema.js';
import { asObject } from './values.js';

/**
 * What the functions of a made design document call. Each calls a function of the original design document, with documents in the shape of
 * one release.
 *
 * @param lenses what `slipcover lenses --json` writes
 * @param options `release`: the release whose shape the functions know; `store`: the release in whose shape documents are stored
 */
export function designFor(lenses, { release, store }) {
  const releases = schema(lenses, { dateForms });

  /** What the release sees of a stored document. */
  function seen(stored) {
    return releases.lead(stored, { to: release });
  }

  function seenOrNull(stored) {
    return stored === null || stored === undefined ? stored : seen(stored);
  }

  function seenOrFail(stored) {
    try {
      return seenOrNull(stored);
    } catch (failure) {
      throw shownFailure(failure);
    }
  }

  /** What is stored of a document that an update function has made of another one, or of none. */
  function stored(made, document) {
    const base = document !== null && document._id === made._id ? document : undefined;
    return releases.put(made, { release, base, to: shapeFor(made, base) });
  }

  /** A release that has the newest of three shapes: what is stored, what the functions know, and what was stored before. */
  function shapeFor(made, base) {
    const type = releases.recognition.typeOf(asObject(made));
    const versions = [store, release].map((name) => releases.versionIn(name, type));
    if (base !== undefined && releases.recognition.typeOf(asObject(base)) === type) {
      versions.push(releases.versionOf(type, asObject(base)));
    }
    const newest = Math.max.apply(null, versions.filter((version) => version !== undefined));
    return releases.releases.find((name) => releases.versionIn(name, type) === newest) || store;
  }

  function withRows(getRow) {
    return () => {
      const row = getRow();
      return row && row.doc ? seenRow(row) : row;
    };
  }

  function seenRow(row) {
    try {
      return Object.assign({}, row, { doc: seen(row.doc) });
    } catch (failure) {
      return Object.assign({}, row, { doc: null }, shownFailure(failure));
    }
  }

  return {
    /** A map function, or one that indexes for a search. A document that the release cannot see has no rows, and CouchDB logs why. */
    map: (self, original, [document]) => original.call(self, seen(document)),

    /** A filter. It lets a document through that the release cannot see: whoever fetches the document learns why. */
    filter(self, original, [document, request]) {
      let view;
      try {
        view = seen(document);
      } catch (failure) {
        shownFailure(failure);
        return true;
      }
      return original.call(self, view, request);
    },

    /** `validate_doc_update`. A document that the release cannot see cannot be held to its rules, so nobody but a server administrator writes it. */
    validate(self, original, [document, before, user, security]) {
      let view;
      let viewBefore;
      try {
        view = seen(document);
        viewBefore = seenOrNull(before);
      } catch (failure) {
        const { reason } = writtenFailure(failure);
        if (user && user.roles && user.roles.indexOf('_admin') >= 0) {
          return undefined;
        }
        throw { forbidden: reason };
      }
      return original.call(self, view, viewBefore, user, security);
    },

    /** An update function. What it makes is stored with all that its release does not see. */
    update(self, original, [document, request]) {
      const base = document ? JSON.parse(JSON.stringify(document)) : null;
      const view = seenOrFail(document);
      const answer = original.call(self, view, request);
      if (answer && answer[0]) {
        try {
          answer[0] = stored(answer[0], base);
        } catch (failure) {
          throw writtenFailure(failure);
        }
      }
      return answer;
    },

    show: (self, original, [document, request]) => original.call(self, seenOrFail(document), request),

    /** A list function, which `make` makes for a way to get rows. */
    list: (self, make, getRow, [head, request]) => make(withRows(getRow)).call(self, head, request),
  };
}

/** What CouchDB answers where a document cannot be shown; any other failure again. */
function shownFailure(failure) {
  if (failure instanceof LensError) {
    return { error: failure.code, reason: failure.message };
  }
  throw failure;
}

/** What CouchDB answers where a document cannot be written, without a value of what is stored; any other failure again. */
function writtenFailure(failure) {
  if (failure instanceof LensError) {
    return { error: 'forbidden', reason: failure.operation + ': ' + failure.discreetReason };
  }
  throw failure;
}
