export { compile } from './lens/engine.js';
export { LensError } from './lens/errors.js';
export { schema } from './lens/schema.js';
