/** What runs in the page of the browser test. */
import slipcover from '/kit/src/pouch.js';
import { schema as schemaOf } from '/kit/src/index.js';

const schema = schemaOf(await (await fetch('/kit/lenses.json')).json());
const PouchDB = window.PouchDB;
PouchDB.plugin(slipcover);

/** Opens the app's database for a version of the app. */
window.openApp = async (name, version, adapter) => {
  window.db = await PouchDB.slipcover.open(name, { release: version, schema, adapter });
};

window.remoteOf = (url, version) => PouchDB.slipcover.remote(url, { version });

/** Upgrades, and stays for ever in the step at which the test is going to kill the page. */
window.upgradeTo = (url, stop) => window.db.upgrade(window.remoteOf(url, '2.0.0'), {
  onProgress: async ({ step }) => {
    (window.steps ??= []).push(step);
    if (step === stop) {
      await window.reached(step);
      await new Promise(() => {});
    }
  },
});
