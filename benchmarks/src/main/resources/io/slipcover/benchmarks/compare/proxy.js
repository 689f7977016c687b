'use strict';

// A proxy in front of CouchDB for clients of release 1 of the todo app, whose documents are stored as release 3 has them.
//   node proxy.js PORT UPSTREAM

const http = require('node:http');

const [port, upstream] = process.argv.slice(2);
const { hostname, port: upstreamPort } = new URL(upstream);
const agent = new http.Agent({ keepAlive: true });

function view(document) {
  if (document?.schema === 'todo-item') {
    document.title = document.text;
    document.isDone = document.status === 'done';
    document.version = 1;
    delete document.text;
    delete document.status;
    delete document.groupName;
    delete document.assignees;
  }
}

function upgrade(document) {
  if (document?.schema === 'todo-item') {
    document.text = document.title;
    document.status = document.isDone ? 'done' : 'active';
    document.groupName = 'default';
    document.assignees = [];
    document.version = 3;
    delete document.title;
    delete document.isDone;
  }
}

function viewed(body) {
  const answer = JSON.parse(body);
  view(answer);
  for (const result of answer.results ?? []) {
    view(result.doc);
    for (const found of result.docs ?? []) {
      view(found.ok);
    }
  }
  return JSON.stringify(answer);
}

function upgraded(body) {
  const batch = JSON.parse(body);
  batch.docs.forEach(upgrade);
  return JSON.stringify(batch);
}

/** Holds a body until it is there. */
function whole(message, then) {
  const chunks = [];
  message.on('data', (chunk) => chunks.push(chunk));
  message.on('end', () => then(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
}

http.createServer((request, response) => {
  const { method, url, headers } = request;
  const path = url.split('?', 1)[0];
  const isBatch = path.endsWith('/_bulk_docs');
  // What stands directly below a database is a document, or has documents in it.
  const hasDocuments = !isBatch && path.split('/').length === 3;

  const question = http.request({ host: hostname, port: upstreamPort, method, path: url, headers, agent }, (answer) => {
    if (hasDocuments) {
      whole(answer, (body) => {
        const changed = Buffer.from(viewed(body));
        delete answer.headers['transfer-encoding'];
        response.writeHead(answer.statusCode, { ...answer.headers, 'content-length': changed.length });
        response.end(changed);
      });
    } else {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    }
  });
  question.on('error', () => response.destroy());
  response.on('close', () => { if (!response.writableFinished) question.destroy(); });

  if (isBatch) {
    whole(request, (body) => {
      const changed = Buffer.from(upgraded(body));
      question.removeHeader('transfer-encoding');
      question.setHeader('content-length', changed.length);
      question.end(changed);
    });
  } else if (method === 'GET') {
    question.end();
  } else {
    request.pipe(question);
  }
}).listen(Number(port), '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${port}`));
