// Keeps a drill: the answer stands in the memory of this process and nowhere else. Ends by itself when the drill does.
import { randomBytes } from 'node:crypto';
import { UserError } from '#shared/cli/errors';
import { messageOf } from '#shared/error-message';
import { removeSession, writeSession } from '../session/session-file.ts';
import { DrillSession } from './drill-session.ts';
import type { Begin, Begun } from './messages.ts';
import { serveSession } from './server.ts';

const TOKEN_BYTES = 24;
/** Resolves when the message is sent. */
const send = (event: Begun): Promise<void> =>
  new Promise((sent) => process.send?.(event, undefined, undefined, () => sent()));
let isReady = false;

process.on('SIGINT', () => undefined); // Ctrl-C is for the program that started this one
process.on('disconnect', () => {
  if (!isReady) process.exit(); // nobody waits for the drill any more
});
process.once('message', (begin: Begin) => void keep(begin));

async function keep(begin: Begin): Promise<void> {
  try {
    const session = await DrillSession.start(begin);
    const { drill: id, expires_at } = session.started;
    let isEnding = false;
    const end = async (): Promise<void> => {
      if (isEnding) return;
      isEnding = true;
      removeSession(begin.sessionPath, id);
      await session[Symbol.asyncDispose]().catch(() => undefined); // an engine that is gone needs no end
      process.exit();
    };
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const port = await serveSession(session, token, () => void end());
    setTimeout(() => void end(), Date.parse(expires_at) - Date.now());
    process.on('SIGTERM', () => void end());
    writeSession(begin.sessionPath, { id, port, token, expires_at });
    isReady = true;
    await send({ type: 'ready', started: session.started });
    process.disconnect();
  } catch (error) {
    await send({ type: 'failed', reason: messageOf(error), isUserError: error instanceof UserError });
    process.disconnect();
    process.exitCode = 1;
  }
}
