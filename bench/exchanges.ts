import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Connection, type Parse } from './connection.ts';
import { EXPECTED, type HttpRequest, type HttpWork, type LoadPlan, type RedisWork } from './load-plan.ts';

const ID_BYTES = 8;
const NO_NUMBER = '0'.repeat(2 * ID_BYTES);

/** The work that one connection repeats: `next` returns its result, undefined when nothing is left to do. */
export interface Exchange {
  next(): Promise<string> | undefined;
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
  return () => postgresExchange(work.url, work.statements);
}

interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

function httpOpener({ url, requests, once = false, expect }: HttpWork): () => Exchange {
  const questions = requests.map(httpQuestion);
  let asked = 0;
  const outcomeOf = ({ status, body }: HttpAnswer): string => {
    if (status !== expect.status) return `status ${status}`;
    const asExpected = expect.contains === undefined || body.includes(expect.contains);
    return asExpected ? EXPECTED : `status ${status}, other content`;
  };
  return () => {
    const connection = new Connection(url, parseHttp);
    return {
      next() {
        const question = once ? questions[asked] : questions[asked % questions.length];
        asked++;
        return question && connection.exchange(inTraceOfItsOwn(question, asked)).then(outcomeOf);
      },
      close: () => connection.close(),
    };
  };
}

function httpQuestion({ method, path, token, json }: HttpRequest): Buffer {
  const body = json === undefined ? '' : JSON.stringify(json);
  const lines = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1', TRACEPARENT];
  if (token !== undefined) lines.push(`authorization: Bearer ${token}`);
  if (json !== undefined) lines.push('content-type: application/json');
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

const STATUS_AT = 'HTTP/1.1 '.length;

const parseHttp: Parse<HttpAnswer> = (received) => {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = received.toString('latin1', 0, headEnd);
  const contentLength = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (contentLength === undefined) throw new Error('the bench reads only answers with a content-length');
  const bodyAt = headEnd + '\r\n\r\n'.length;
  const length = bodyAt + Number(contentLength);
  if (received.length < length) return undefined;
  const status = Number(head.slice(STATUS_AT, STATUS_AT + 3));
  return { answer: { status, body: received.subarray(bodyAt, length) }, length };
};

function redisExchange({ url, command }: RedisWork): Exchange {
  const connection = new Connection(url, parseBulkString);
  const question = Buffer.from(`${command}\r\n`);
  return { next: () => connection.exchange(question), close: () => connection.close() };
}

/** Reads the answer to GET; any other answer is short and unexpected. */
const parseBulkString: Parse<string> = (received) => {
  const lineEnd = received.indexOf('\r\n');
  if (lineEnd < 0) return undefined;
  const line = received.toString('latin1', 0, lineEnd);
  const size = /^\$(\d+)$/.exec(line)?.[1];
  if (size === undefined) return { answer: line, length: lineEnd + 2 };
  const length = lineEnd + 2 + Number(size) + 2;
  return received.length < length ? undefined : { answer: EXPECTED, length };
};

async function postgresExchange(connectionString: string, statements: readonly string[]): Promise<Exchange> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  const work = async (): Promise<string> => {
    for (const statement of statements) await client.query(statement);
    return EXPECTED;
  };
  return { next: work, close: () => client.end() };
}
