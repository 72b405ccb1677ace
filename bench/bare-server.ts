import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createArgon2Passwords } from '#functions/user/adapters/argon2-passwords';

// The most that HTTP in Node can do here: one process that answers a few bytes, with `hash` after it has hashed a password.
const BODY = '{"status":"healthy"}';
const HEADERS = { 'content-type': 'application/json', 'content-length': String(BODY.length) };
const PASSWORD = 'correct horse';
const passwords = process.argv[2] === 'hash' ? createArgon2Passwords() : undefined;

const server = http.createServer(async (request, response) => {
  request.resume();
  if (passwords) await passwords.hash(PASSWORD);
  response.writeHead(200, HEADERS).end(BODY);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => undefined);
