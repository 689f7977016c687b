/** The PouchDB plugin: a local database for an app of one release, whatever release the database was filled for. */

import { LocalDatabase } from './pouch-database.js';

/**
 * A database behind Slipcover, named with the client version that the header tells. `database.slipcover.at(version)` is
 * the same database for another version.
 */
function remoteOf(PouchDB, url, { version, header = 'X-Client-Version', ...options }) {
  if (!version) {
    throw new Error('slipcover.remote: version is missing');
  }
  const send = options.fetch ?? PouchDB.fetch;
  const database = new PouchDB(url, {
    skip_setup: true,
    adapter: /^https:/.test(url) ? 'https' : 'http',
    ...options,
    fetch: (address, request = {}) => {
      request.headers = request.headers ?? new PouchDB.Headers();
      request.headers.set(header, version);
      return send(address, request);
    },
  });
  database.slipcover = {
    url,
    version,
    at: (other) => other === version ? database : remoteOf(PouchDB, url, { version: other, header, ...options }),
  };
  return database;
}

function boundTo(PouchDB) {
  return {
    remote: (url, options) => remoteOf(PouchDB, url, options),
    open: (name, options) => LocalDatabase.open(PouchDB, name, options),
  };
}

/**
 * `PouchDB.plugin(slipcover)`; then `slipcover.open` and `slipcover.remote`, or those of `PouchDB.slipcover`. What
 * `PouchDB.defaults` gives hands plugins to the PouchDB that it came from: for it, there is `slipcover.with(PouchDB)`.
 */
function slipcover(PouchDB) {
  PouchDB.slipcover = boundTo(PouchDB);
  Object.assign(slipcover, PouchDB.slipcover);
}
slipcover.with = boundTo;

const unplugged = () => {
  throw new Error('slipcover: call PouchDB.plugin(slipcover) first');
};
slipcover.open = unplugged;
slipcover.remote = unplugged;

export { slipcover };
export default slipcover;
