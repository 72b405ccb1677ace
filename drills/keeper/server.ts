import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { UserError } from '#shared/cli/errors';
import { messageOf } from '#shared/error-message';
import { keysOf } from '#shared/map-values';
import { REMEDIES } from '../remedies.ts';
import { Answer } from '../score/answer.ts';
import type { DrillSession } from './drill-session.ts';

const Fix = z.strictObject({ remedy: z.enum(keysOf(REMEDIES)).optional() });

/** What the commands ask of a keeper. */
const ACTIONS = {
  hint: (session: DrillSession) => session.hint(),
  submit: (session: DrillSession, body: unknown) => session.submit(Answer.parse(body)),
  fix: (session: DrillSession, body: unknown) => session.fix(Fix.parse(body).remedy),
  reveal: (session: DrillSession) => session.reveal(),
} as const;
export type Action = keyof typeof ACTIONS;

/**
 * Answers the commands of a drill on a free port of this machine.
 * @param onOver is called after the answer that ended the drill
 * @returns the port
 */
export async function serveSession(
  session: DrillSession,
  token: string,
  onOver: () => void,
): Promise<number> {
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(session, token, request);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body), () => {
      if (session.isOver) onOver();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function answer(session: DrillSession, token: string, request: IncomingMessage) {
  if (!isToken(request.headers.authorization, token)) return { status: 403, body: { error: 'no token' } };
  const name = request.url?.slice(1) ?? '';
  const action = isAction(name) ? ACTIONS[name] : undefined;
  if (!action) return { status: 404, body: { error: 'no such command' } };
  if (session.isOver) return { status: 409, body: { error: 'the drill is ending' } };
  try {
    return { status: 200, body: await action(session, JSON.parse(await text(request))) };
  } catch (error) {
    return { status: error instanceof UserError ? 409 : 500, body: { error: messageOf(error) } };
  }
}

const isAction = (name: string): name is Action => Object.hasOwn(ACTIONS, name);

function isToken(given: string | undefined, token: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(`Bearer ${token}`)];
  return one.length === other.length && timingSafeEqual(one, other);
}
