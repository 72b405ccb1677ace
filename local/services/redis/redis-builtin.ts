/** Built-in Redis for machines without one: the commands that a cache needs, in its own process. */
import { createServer, type Socket } from 'node:net';
import { runCommand } from './redis-commands.ts';
import { CommandReader, encodeReply, Failure, HttpRequest, ProtocolError } from './redis-protocol.ts';
import type { Session } from './redis-session.ts';
import { RedisStore } from './redis-store.ts';

const [, , port = '6379', maxMegabytes = '128'] = process.argv;
const DATABASES = 4;
const BYTES_PER_MEGABYTE = 1024 * 1024;
const SWEEP_EVERY_MS = 1_000;

const maxBytes = (Number(maxMegabytes) * BYTES_PER_MEGABYTE) / DATABASES;
const databases = Array.from({ length: DATABASES }, () => new RedisStore(maxBytes));
let nextId = 1;

function serve(socket: Socket): void {
  const store = databases[0];
  if (!store) return;
  const session: Session = {
    id: nextId++,
    databases,
    store,
    version: 2,
    name: Buffer.alloc(0),
    closing: false,
  };
  const reader = new CommandReader();
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (bytes) => {
    if (session.closing) return;
    const replies: Buffer[] = [];
    try {
      for (const command of reader.push(bytes)) {
        const reply = runCommand(session, command);
        replies.push(encodeReply(reply, session.version));
        if (session.closing) break;
      }
    } catch (error) {
      session.closing = true;
      if (error instanceof HttpRequest) {
        socket.destroy(); // Redis closes such a connection without an answer
        return;
      }
      replies.push(encodeReply(failureOf(error), session.version));
    }
    // One write for all replies to one read keeps pipelines cheap.
    if (replies.length > 0) socket.write(Buffer.concat(replies));
    if (session.closing) socket.destroySoon();
  });
}

function failureOf(error: unknown): Failure {
  const reason = error instanceof ProtocolError ? `Protocol error: ${error.message}` : String(error);
  return new Failure(`ERR ${reason}`);
}

setInterval(() => {
  for (const store of databases) store.sweep();
}, SWEEP_EVERY_MS).unref();
createServer(serve).listen(Number(port), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
