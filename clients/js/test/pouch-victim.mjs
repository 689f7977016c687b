/** An app that is killed, as a battery kills it: node pouch-victim.mjs VERSION FOLDER NAME STEP. */
import { device, pouchDb, schema } from './pouch-kit.mjs';

const [version, folder, name, step] = process.argv.slice(2);
const PouchDB = pouchDb(version, 'leveldb', folder);
const die = () => process.kill(process.pid, 'SIGKILL');

const db = await PouchDB.slipcover.open(name, { release: '2.0.0', schema });
if (step === 'writing' || step === 'intended') {
  const target = step === 'writing' ? 'settle' : 'intend';
  const original = db.kept[target].bind(db.kept);
  db.kept[target] = async (...given) => {
    if (target === 'intend') {
      await original(...given);
    }
    die();
    await new Promise(() => {});
  };
  const note = await db.get(process.env.NOTE);
  await db.put({ ...note, priority: 4 });
}
await db.upgrade(device(PouchDB, '2.0.0'), {
  pull: { batch_size: 2 },
  push: { batch_size: 2 },
  lease: 300,
  onProgress: (told) => told.step === step && (die(), new Promise(() => {})),
});
