/** The lens engine of Slipcover: leads documents between the shapes of an app's releases. */

export interface SchemaOptions {
  /** What `slipcover/dates` exports, where lenses convert dates. It is apart since it is a quarter of the engine. */
  dateForms?: unknown;
  /** The npm package `jsonata`, version 1, where lenses use it. Version 2 answers later, and the engine answers at once. */
  jsonata?: unknown;
}

/** What `slipcover lenses --json` writes. */
export interface Lenses {
  slipcover: number;
  [key: string]: unknown;
}

export interface Schema {
  /** The names of the releases, oldest first. */
  readonly releases: string[];
  /** The member that holds the version of a document; undefined where clients see none, or none at the top of the document. */
  readonly versionField: string | undefined;
  /** The release that serves a client version; undefined for none. */
  releaseOf(version: string): string | undefined;
  /**
   * A document in the shape of another release; the same object where the releases do not rewrite it, or `from` and `to` have one shape.
   * @throws LensError where the document cannot be led
   */
  lead<T extends object = any>(document: object, releases: { from?: string; to: string }): T;
  /**
   * An edit of one release in the shape of another. What `release` does not show comes from `base`; without `base` it is a new document.
   * @throws LensError where the edit cannot be led
   */
  put<T extends object = any>(view: object, edit: { release: string; base?: object; to: string }): T;
  /** The document with the number of the release's version; the same object where there is nothing to do. */
  numbered<T extends object = any>(document: object, release: { release: string }): T;
}

/**
 * @param lenses what `slipcover lenses --json` writes
 * @throws Error where the lenses cannot be used
 */
export function schema(lenses: Lenses, options?: SchemaOptions): Schema;

export interface CompileOptions extends SchemaOptions {
  /** Paths to the members that no lens may touch, besides CouchDB's: lists of names, the outermost first. */
  reserved?: string[][];
}

/** Functions on plain JSON. They leave their arguments alone, and throw a `LensError` where a document is not accepted. */
export interface Lens {
  forward<T extends object = any>(older: object): T;
  backward<T extends object = any>(newer: object): T;
  put<T extends object = any>(base: object, view: object): T;
}

/** Compiles operations of one lens, as `slipcover lenses --json` writes them. */
export function compile(operations: object[], options?: CompileOptions): Lens;

/** A document, or a member of it, that a lens does not accept. */
export class LensError extends Error {
  readonly code: 'migration_failed';
  /** What the operation does: `convert status`. */
  readonly operation: string;
  /** What was found and what was expected. */
  readonly reason: string;
  /** The same without a value of the document. */
  readonly discreetReason: string;
}
