import http from 'node:http';
import type { AddressInfo } from 'node:net';

// The most that HTTP in Node can do here: one process that answers a few bytes.
const BODY = '{"status":"healthy"}';
const HEADERS = { 'content-type': 'application/json', 'content-length': String(BODY.length) };

const server = http.createServer((request, response) => {
  request.resume();
  response.writeHead(200, HEADERS).end(BODY);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => undefined);
