/**
 * Joins the package's ES modules into CommonJS modules, `dist/slipcover.cjs` and `dist/dates.cjs`. npm runs this file when it installs or packs the package.
 *
 * Slipcover's Java class `CommonJs` joins modules for design documents, by the same rules and to the same bytes. It says why.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HEADING = "/* The lens engine of Slipcover. Licensed under the Apache License, Version 2.0. */\n'use strict';\n";
const IMPORT = /^import \{( ?[\w$]+(?:, [\w$]+)*,? ?)\} from '\.\/([\w/-]+\.js)';$/;
const EXPORT = /^export \{( ?[\w$]+(?:, [\w$]+)*,? ?)\}(?: from '\.\/([\w/-]+\.js)')?;$/;
const DECLARATION = /^export ((?:async )?(?:function\*?|class|const|let|var) ([\w$]+).*)$/;

class CommonJs {
  constructor(sources) {
    this.sources = sources;
    this.begun = new Set();
    this.exported = new Map();
    this.text = HEADING;
  }

  /** Adds a file behind those that it needs, unless it is there already. */
  add(file) {
    if (this.exported.has(file)) {
      return;
    }
    if (this.begun.has(file)) {
      throw new Error(`${file}: it needs itself, by way of others`);
    }
    this.begun.add(file);
    const names = [];
    let own = '';
    for (const statement of statements(file, this.sources(file))) {
      own += this.joined(file, statement, names);
    }
    this.text += `const ${variable(file)} = (function () {\n${own}return { ${names.join(', ')} };\n})();\n`;
    this.exported.set(file, names);
  }

  /** What stands in the joined text for a line, or for a statement at the top level. */
  joined(file, statement, names) {
    const imported = IMPORT.exec(statement);
    if (imported !== null) {
      return this.taken(imported[1], file, imported[2]);
    }
    const named = EXPORT.exec(statement);
    if (named !== null) {
      names.push(...named[1].split(',').map((name) => name.trim()).filter((name) => name !== ''));
      return named[2] === undefined ? '' : this.taken(named[1], file, named[2]);
    }
    const declaration = DECLARATION.exec(statement);
    if (declaration !== null) {
      names.push(declaration[2]);
      return `${declaration[1]}\n`;
    }
    if (/^(import|export)\b/.test(statement)) {
      throw unknown(file, statement);
    }
    return `${statement}\n`;
  }

  /** Takes names out of a module, of which the path is told as it is seen from a file. */
  taken(names, file, path) {
    const needed = file.slice(0, file.lastIndexOf('/') + 1) + path;
    this.add(needed);
    return `const {${names}} = ${variable(needed)};\n`;
  }
}

/** The lines of a source without comments and indentation. An import or an export that has several lines is one. */
function statements(file, source) {
  const found = [];
  let comment = false;
  let unfinished = '';
  for (const line of source.split('\n')) {
    const bare = line.trim();
    if (comment || bare.startsWith('/*')) {
      comment = !bare.includes('*/');
      if (!comment && !bare.endsWith('*/')) {
        throw unknown(file, line);
      }
    } else if (bare.includes('`')) {
      throw unknown(file, line);
    } else if (bare !== '' && !bare.startsWith('//')) {
      const whole = unfinished === '' ? bare : `${unfinished} ${bare}`;
      const goesOn = /^(import|export) \{/.test(whole) && !whole.endsWith(';');
      unfinished = goesOn ? whole : '';
      if (!goesOn) {
        found.push(whole);
      }
    }
  }
  return found;
}

function unknown(file, line) {
  return new Error(`${file}: cannot join '${line.trim()}'`);
}

/** The name of the variable that holds what a file exports. */
function variable(file) {
  return `$${file.slice(0, -'.js'.length).replace(/[/-]/g, '_')}`;
}

/** The text of a CommonJS module that exports what an ES module exports; `sources` gives the text of a file at a path. */
export function join(entry, sources) {
  const module = new CommonJs(sources);
  module.add(entry);
  return module.text + module.exported.get(entry).map((name) => `exports.${name} = ${variable(entry)}.${name};\n`).join('');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(new URL('dist', import.meta.url), { recursive: true });
  for (const [entry, made] of [['index.js', 'slipcover.cjs'], ['dates.js', 'dates.cjs']]) {
    const text = join(entry, (path) => readFileSync(new URL(`src/${path}`, import.meta.url), 'utf8'));
    writeFileSync(new URL(`dist/${made}`, import.meta.url), text);
  }
}
