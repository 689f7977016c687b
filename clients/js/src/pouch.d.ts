/** The PouchDB plugin: a local database for an app of one release, whatever release the database was filled for. */

/** What the plugin asks of a schema. The app brings it. */
export interface ReleaseSchema {
  readonly releases: readonly string[];
  readonly versionField?: string | undefined;
  releaseOf(clientVersion: string): string | undefined;
  lead(document: object, path: { from: string; to: string }): any;
  put(view: object, options: { release: string; base?: object; to: string }): any;
  numbered?(document: object, options: { release: string }): any;
}

export interface OpenOptions {
  /** The release of the app's code: its name, or a client version that it serves. */
  release: string;
  /** What the header says once the database is filled for this release. The default is `release`. */
  version?: string;
  schema: ReleaseSchema;
  /** The client version for which a database was filled that an app without this plugin made. Needed for such a database alone. */
  filledFor?: string;
  /** The rest goes to PouchDB: `adapter`, `auto_compaction`, … */
  [pouchOption: string]: unknown;
}

export interface RemoteOptions {
  /** The version of the app, which the header says where the database is filled for that version. */
  version: string;
  /** The default is `X-Client-Version`. */
  header?: string;
  fetch?: (url: string | Request, options?: RequestInit) => Promise<Response>;
  [pouchOption: string]: unknown;
}

/** A PouchDB behind Slipcover. */
export interface RemoteDatabase {
  readonly slipcover: { readonly url: string; readonly version: string; at(version: string): RemoteDatabase };
  [pouchMember: string]: any;
}

export type UpgradeStep = 'begin' | 'push' | 'pushing' | 'pushed' | 'fill' | 'filling' | 'filled' | 'verify' | 'verified' | 'switch'
  | 'kept' | 'switched' | 'drop' | 'dropped' | 'waiting';

export interface UpgradeProgress {
  step: UpgradeStep;
  /** Documents so far, of `pushing` and `filling`. */
  written?: number;
  /** Documents whose kept edits were written, of `kept`. */
  documents?: number;
  from?: string;
  to?: string;
  /** Why it waits, of `waiting`. */
  error?: unknown;
}

export interface UpgradeOptions {
  /** Options of the replication that fills the new database, such as `batch_size` or a `filter`. */
  pull?: object;
  /** Options of the replication that sends what is unsent. */
  push?: object;
  onProgress?(progress: UpgradeProgress): void | Promise<void>;
  /** Whether to wait and try again, until it is done, where the network fails. */
  retry?: boolean;
  signal?: AbortSignal;
  /** Milliseconds after which another tab takes over from one that is gone, where there are no Web Locks. */
  lease?: number;
}

/** What goes on at a new database after a switch. */
export interface Following extends PromiseLike<any> {
  on(event: 'change' | 'complete' | 'error' | 'paused' | 'active' | 'denied', listener: (told: any) => void): this;
  once(event: string, listener: (told: any) => void): this;
  off(event: string, listener: (told: any) => void): this;
  removeListener(event: string, listener: (told: any) => void): this;
  removeAllListeners(event?: string): this;
  catch(listener: (error: any) => any): Promise<any>;
  cancel(): void;
}

type Callback = (error: any, answer?: any) => void;
type Written = { ok: boolean; id: string; rev: string };

/** A PouchDB whose documents have the shape of the app's release. Every method also takes a callback. */
export interface LocalDatabase {
  readonly name: string;
  readonly release: string;
  get<T = any>(id: string, options?: object, callback?: Callback): Promise<T>;
  put(document: object, options?: object, callback?: Callback): Promise<Written>;
  post(document: object, options?: object, callback?: Callback): Promise<Written>;
  remove(document: object | string, revision?: string | object, options?: object, callback?: Callback): Promise<Written>;
  bulkDocs(documents: object[] | { docs: object[] }, options?: object, callback?: Callback): Promise<any[]>;
  bulkGet(options: { docs: Array<{ id: string; rev?: string }> } & Record<string, unknown>, callback?: Callback): Promise<any>;
  allDocs(options?: object, callback?: Callback): Promise<any>;
  query(view: any, options?: object, callback?: Callback): Promise<any>;
  /** With pouchdb-find. */
  find(request: { selector: object; fields?: string[]; sort?: any[]; limit?: number; skip?: number }, callback?: Callback): Promise<any>;
  createIndex(index: object): Promise<any>;
  getIndexes(): Promise<any>;
  deleteIndex(index: object): Promise<any>;
  explain(request: object): Promise<any>;
  changes(options?: object): Following;
  sync(remote: RemoteDatabase, options?: object, callback?: Callback): Following;
  readonly replicate: {
    to(remote: RemoteDatabase, options?: object, callback?: Callback): Following;
    from(remote: RemoteDatabase, options?: object, callback?: Callback): Following;
    sync(remote: RemoteDatabase, options?: object, callback?: Callback): Following;
  };
  getAttachment(id: string, name: string, options?: object): Promise<any>;
  putAttachment(id: string, name: string, ...given: any[]): Promise<Written>;
  removeAttachment(id: string, name: string, revision: string): Promise<Written>;
  compact(options?: object): Promise<any>;
  viewCleanup(): Promise<any>;
  revsDiff(revisions: object): Promise<any>;
  info(): Promise<{ slipcover: { filledFor: string; version: string; release: string }; [pouchMember: string]: any }>;
  close(): Promise<void>;
  destroy(): Promise<void>;
  /** Moves to a new local database that is filled for the app's release. */
  upgrade(remote: RemoteDatabase, options?: UpgradeOptions): Promise<{ from: string; to: string; moved: boolean }>;
  on(event: 'upgrade', listener: (progress: UpgradeProgress) => void): this;
  on(event: 'switched' | 'outdated', listener: (told: { release: string }) => void): this;
  off(event: string, listener: (told: any) => void): this;
}

export interface Slipcover {
  (PouchDB: any): void;
  open(name: string, options: OpenOptions): Promise<LocalDatabase>;
  remote(url: string, options: RemoteOptions): RemoteDatabase;
  /** `open` and `remote` of one PouchDB, such as the one that `PouchDB.defaults` gives. */
  with(PouchDB: any): Pick<Slipcover, 'open' | 'remote'>;
}

export const slipcover: Slipcover;
export default slipcover;
