import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Connection, type Parse } from './connection.ts';
import { type HttpAnswer, parseHttp } from './http-answer.ts';
import {
  EXPECTED,
  type HttpRequest,
  type HttpWork,
  type LoadPlan,
  type PostgresWork,
  type RedisWork,
} from './load-plan.ts';

const ID_BYTES = 8;
const NO_NUMBER = '0'.repeat(2 * ID_BYTES);

/** The work that one connection repeats. */
export interface Exchange {
  /**
   * @param number what `numbered` requests have. @default a new one
   * @returns its result, undefined when nothing is left to do
   */
  next(number?: number): Promise<string> | undefined;
  close(): void | Promise<void>;
}

/** One exchange per connection of the plan. */
export async function openExchanges({ connections, work }: LoadPlan): Promise<Exchange[]> {
  const open = openerOf(work);
  return Promise.all(Array.from({ length: connections }, open));
}

function openerOf(work: LoadPlan['work']): () => Exchange | Promise<Exchange> {
  if (work.kind === 'http') return httpOpener(work);
  if (work.kind === 'redis') return () => redisExchange(work);
  if (work.kind === 'postgres') return () => postgresExchange(work);
  const openers = work.steps.map(openerOf);
  return async () => sequenceExchange(await Promise.all(openers.map((open) => open())));
}

/** So far from each other that processes begun one after the other draw different numbers. */
const NUMBERS_PER_MS = 100;
let lastNumber = Date.now() * NUMBERS_PER_MS;
const newNumber = (): number => ++lastNumber;

/** Ends with the first answer that is not the expected one. */
function sequenceExchange(steps: readonly Exchange[]): Exchange {
  async function work(number = newNumber()): Promise<string> {
    for (const step of steps) {
      const outcome = await step.next(number);
      if (outcome !== undefined && outcome !== EXPECTED) return outcome;
    }
    return EXPECTED;
  }
  return {
    next: work,
    async close() {
      await Promise.all(steps.map((step) => step.close()));
    },
  };
}

function httpOpener({ url, requests, once = false, numbered, expect }: HttpWork): () => Exchange {
  const questions = requests.map((request) => httpQuestion(new URL(url), request));
  const write = numbered === undefined ? undefined : numberWriter(questions, numbered);
  let asked = 0;
  const outcomeOf = ({ status, body }: HttpAnswer): string => {
    if (status !== expect.status) return `status ${status}`;
    const asExpected = expect.contains === undefined || body.includes(expect.contains);
    return asExpected ? EXPECTED : `status ${status}, other content`;
  };
  return () => {
    const connection = new Connection(url, parseHttp);
    return {
      next(number) {
        const question = once ? questions[asked] : questions[asked % questions.length];
        asked++;
        if (!question) return undefined;
        const own = inTraceOfItsOwn(question, asked);
        write?.(question, own, number ?? newNumber());
        return connection.exchange(own).then(outcomeOf);
      },
      close: () => connection.close(),
    };
  };
}

function httpQuestion(
  { host, pathname }: URL,
  { method, path, token, headers = {}, json }: HttpRequest,
): Buffer {
  const body = json === undefined ? '' : JSON.stringify(json);
  const lines = [`${method} ${pathname.replace(/\/$/, '')}${path} HTTP/1.1`, `host: ${host}`, TRACEPARENT];
  if (token !== undefined) lines.push(`authorization: Bearer ${token}`);
  if (json !== undefined && headers['content-type'] === undefined)
    lines.push('content-type: application/json');
  lines.push(...Object.entries(headers).map(([name, value]) => `${name}: ${value}`));
  if (method !== 'GET') lines.push(`content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

const TRACE_RUN = randomBytes(ID_BYTES).toString('hex');
const TRACEPARENT = `traceparent: 00-${TRACE_RUN}${NO_NUMBER}-${NO_NUMBER}-01`;
const NUMBER_AT = TRACEPARENT.indexOf(`${NO_NUMBER}-`);
const SPAN_AT = TRACEPARENT.lastIndexOf(NO_NUMBER);

/** Begins one trace per request, as every load tool of ours does. */
function inTraceOfItsOwn(question: Buffer, number: number): Buffer {
  const traced = Buffer.from(question);
  const at = question.indexOf(TRACEPARENT);
  const id = number.toString(16).padStart(NO_NUMBER.length, '0');
  traced.write(id, at + NUMBER_AT, 'latin1');
  traced.write(id, at + SPAN_AT, 'latin1');
  return traced;
}

/** Writes a number into a copy of a question, wherever the question has these digits. */
function numberWriter(questions: readonly Buffer[], digits: string) {
  const places = new Map(questions.map((question) => [question, placesOf(question, digits)]));
  return (question: Buffer, copy: Buffer, number: number): void => {
    const text = String(number).padStart(digits.length, '0');
    for (const place of places.get(question) ?? []) copy.write(text, place, 'latin1');
  };
}

function placesOf(question: Buffer, digits: string): number[] {
  const places: number[] = [];
  for (let at = question.indexOf(digits); at >= 0; at = question.indexOf(digits, at + 1)) places.push(at);
  return places;
}

function redisExchange({ url, command, answer }: RedisWork): Exchange {
  const connection = new Connection(url, parseRedis);
  const question = Buffer.from(`${command}\r\n`);
  const outcomeOf = (line: string): string => (line.startsWith(answer) ? EXPECTED : line);
  return {
    next: () => connection.exchange(question).then(outcomeOf),
    close: () => connection.close(),
  };
}

/** The first line of an answer, which may be an array of texts. */
const parseRedis: Parse<string> = (received) => {
  const length = lengthAt(received, 0);
  return length === undefined ? undefined : { answer: lineAt(received, 0) ?? '', length };
};

const lineAt = (received: Buffer, at: number): string | undefined => {
  const end = received.indexOf('\r\n', at);
  return end < 0 ? undefined : received.toString('latin1', at, end);
};

/** The end of the value that begins here; undefined while it is incomplete. */
function lengthAt(received: Buffer, at: number): number | undefined {
  const line = lineAt(received, at);
  if (line === undefined) return undefined;
  const count = Number(line.slice(1));
  let end: number | undefined = at + line.length + 2;
  if (line.startsWith('$')) end += count < 0 ? 0 : count + 2;
  for (let item = 0; line.startsWith('*') && end !== undefined && item < count; item++)
    end = lengthAt(received, end);
  return end !== undefined && end <= received.length ? end : undefined;
}

async function postgresExchange({ url, statements, prepared = false }: PostgresWork): Promise<Exchange> {
  const client = new pg.Client({ connectionString: url });
  const queries = statements.map((text, at) => ({ text, ...(prepared && { name: `bench_${at}` }) }));
  client.on('error', () => undefined);
  await client.connect();
  const work = async (): Promise<string> => {
    for (const query of queries) await client.query(query);
    return EXPECTED;
  };
  return { next: work, close: () => client.end() };
}
