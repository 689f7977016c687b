'use strict';

// A server that speaks CouchDB's API, all in memory. Its first line of output is the address it listens at, on a port that
// was free; it ends when its standard input does, that is, when the program that started it has gone.

const express = require('express');
const expressPouchDb = require('express-pouchdb');
const PouchDB = require('pouchdb-core')
  .plugin(require('pouchdb-adapter-memory'))
  .plugin(require('pouchdb-adapter-http'))
  .plugin(require('pouchdb-mapreduce'))
  .plugin(require('pouchdb-replication'));

// As CouchDB answers with [chttpd] enable_cors, [cors] origins = * and credentials = true: no header but its own is allowed.
const allowedHeaders = ['accept', 'authorization', 'content-type', 'origin', 'referer', 'x-csrf-token'];
const allowedMethods = 'GET, HEAD, POST, PUT, DELETE, COPY';

function crossOrigin(request, response, next) {
  const origin = request.headers.origin;
  if (!origin) {
    return next();
  }
  if (request.method === 'OPTIONS' && request.headers['access-control-request-method']) {
    const asked = (request.headers['access-control-request-headers'] || '').toLowerCase().split(',').map((name) => name.trim());
    if (asked.some((name) => name !== '' && !allowedHeaders.includes(name))) {
      return response.status(405).json({ error: 'method_not_allowed', reason: 'Only DELETE,GET,HEAD,POST allowed' });
    }
    response.set({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Allow-Headers': asked.join(', '),
      'Access-Control-Allow-Methods': allowedMethods,
      'Access-Control-Max-Age': '600',
    });
    return response.status(204).end();
  }
  response.set({
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'content-type, accept-ranges, etag, server, x-couch-request-id',
  });
  return next();
}

// CouchDB reads a body as JSON whatever it is called; express-pouchdb only where it is called so.
function jsonUnlessNamed(request, response, next) {
  if (!request.headers['content-type']) {
    request.headers['content-type'] = 'application/json';
  }
  next();
}

// CouchDB says of what it has not: {"error": {"id", "rev", "error": "not_found", "reason": "missing"}}; express-pouchdb says {"missing": rev}
// of a revision, and {} of a document.
function missingAsCouchDb(request, response, next) {
  const send = response.send.bind(response);
  response.send = (body) => {
    const answer = JSON.parse(body);
    for (const { id, docs } of answer.results || []) {
      docs.forEach((entry, index) => {
        if (!entry.ok && !entry.error) {
          docs[index] = { error: { id, rev: entry.missing ?? 'undefined', error: 'not_found', reason: 'missing' } };
        }
      });
    }
    return send(Buffer.from(`${JSON.stringify(answer)}\n`));
  };
  next();
}

const app = express();
app.use(crossOrigin);
app.use(jsonUnlessNamed);
app.use('/:db/_bulk_get', missingAsCouchDb);
app.use(expressPouchDb(PouchDB, {
  mode: 'minimumForPouchDB',
  inMemoryConfig: true,
  overrideMode: {
    include: ['config-infrastructure', 'routes/find', 'routes/uuids', 'validation'],
    // A feed must not wait in a compressor's buffer.
    exclude: ['compression'],
  },
}));

const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
