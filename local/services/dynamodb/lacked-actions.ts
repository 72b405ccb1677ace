import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '#local/http/body';
import type { Guard } from '#local/http/boundary';
import { sendJson } from '#local/http/send';
import { callerHost } from './caller-host.ts';
import { endpointsAt, LIMITS, NO_CONTINUOUS_BACKUPS } from './fixed-answers.ts';

interface Lacked {
  /** An action of Dynoxide that takes the same input. Its refusal is the answer. */
  readonly asks?: string;
  answer(request: IncomingMessage): Readonly<Record<string, unknown>>;
}

export interface StoreAnswer {
  readonly status: number;
  readonly body: string;
}

export interface Asking {
  readonly guard: Guard;
  /** Calls another action of Dynoxide with a body. */
  ask(action: string, body: Buffer): Promise<StoreAnswer>;
  unreachable(): void;
}

/** Actions that AWS's clients send and that Dynoxide lacks. */
const LACKED: Readonly<Record<string, Lacked>> = {
  DescribeContinuousBackups: { asks: 'DescribeTable', answer: () => NO_CONTINUOUS_BACKUPS },
  DescribeEndpoints: { answer: (request) => endpointsAt(callerHost(request)) },
  DescribeLimits: { answer: () => LIMITS },
};
const TARGET = /^DynamoDB_20120810\.(\w+)$/;
const TYPE = { 'content-type': 'application/x-amz-json-1.0' };

/** Answers a request for which Dynoxide has no action. Returns false for all others. */
export function answerLacked(
  request: IncomingMessage,
  response: ServerResponse,
  { guard, ask, unreachable }: Asking,
): boolean {
  const [, name = ''] = TARGET.exec(String(request.headers['x-amz-target'])) ?? [];
  const lacked = Object.hasOwn(LACKED, name) ? LACKED[name] : undefined;
  if (!lacked || request.method !== 'POST') return false;
  const answer = async (body: Buffer = Buffer.from('')): Promise<void> => {
    const asked = lacked.asks && (await ask(lacked.asks, body).catch(() => 'away' as const));
    if (asked === 'away') unreachable();
    else if (asked && asked.status !== 200) sendJson(response, asked.status, JSON.parse(asked.body), TYPE);
    else sendJson(response, 200, lacked.answer(request), TYPE);
  };
  readBody(request, guard(answer));
  return true;
}
