import type { DatabaseSync } from 'node:sqlite';
import { GroupCommit } from './group-commit.ts';

/** Internal interfaces of fauxqs 2.4.1 that are used here. The package exports only its whole server. */
interface Queue {
  readonly url: string;
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
  persistence: Persistence | undefined;
  pollTimer: NodeJS.Timeout | undefined;
  startPollTimerIfNeeded(): void;
  processTimers(): void;
  changeVisibility(receiptHandle: string, seconds: number): void;
}
interface Store {
  host: string;
  persistence: Persistence | undefined;
  createQueue(name: string, url: string, arn: string, attributes: object, tags: object): Queue;
  getQueue(url: string): Queue | undefined;
  allQueues(): Iterable<Queue>;
}
interface Persistence {
  readonly db: DatabaseSync;
  loadSqsQueues(store: Pick<Store, 'createQueue'>): void;
  insertMessage(...row: readonly unknown[]): void;
  deleteMessage(...row: readonly unknown[]): void;
  updateMessageInflight(...row: readonly unknown[]): void;
  updateMessageReady(messageId: string): void;
  close(): void;
}
interface Reply {
  status(code: number): void;
  header(name: string, value: string): void;
}
interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
interface Router {
  register(action: string, handler: unknown): void;
  handle(request: Request, reply: Reply): Promise<QueueAnswer>;
}

export type QueueAnswer = Record<string, unknown>;

export interface Queues {
  has(action: string): boolean;
  /** Carries out an action of this name. Its region is the engine's, whatever a client names. */
  handle(action: string, input: unknown, status: (code: number) => void): Promise<QueueAnswer>;
  /** Makes received messages visible again at once. */
  giveBack(receiveRequest: unknown, receiptHandles: readonly string[]): void;
  /** Resolves when all changes so far are on disk. */
  saved(): Promise<void>;
  close(): void;
}

const ACTIONS = [
  'createQueue',
  'deleteQueue',
  'getQueueUrl',
  'listQueues',
  'getQueueAttributes',
  'setQueueAttributes',
  'purgeQueue',
  'sendMessage',
  'receiveMessage',
  'deleteMessage',
  'sendMessageBatch',
  'deleteMessageBatch',
  'changeMessageVisibility',
  'changeMessageVisibilityBatch',
  'tagQueue',
  'untagQueue',
  'listQueueTags',
] as const;

const awsName = (action: string): string => action.charAt(0).toUpperCase() + action.slice(1);
const DEAD_LETTER_SOURCES = 'ListDeadLetterSourceQueues';
const NAMES: ReadonlySet<string> = new Set([...ACTIONS.map(awsName), DEAD_LETTER_SOURCES]);

const POLL_EVERY_MS = 100;

const inPackage = (path: string): string => new URL(path, import.meta.resolve('fauxqs')).href;

async function createRouter(store: Store): Promise<Router> {
  const { SqsRouter }: { SqsRouter: new (store: Store) => Router } = await import(
    inPackage('sqs/sqsRouter.js')
  );
  const router = new SqsRouter(store);
  await Promise.all(
    ACTIONS.map(async (action) => {
      const handlers: Record<string, unknown> = await import(inPackage(`sqs/actions/${action}.js`));
      router.register(awsName(action), handlers[action]);
    }),
  );
  return router;
}

/** Returns the queues that move their dead letters to this one. */
function deadLetterSources(store: Store, request: unknown, status: (code: number) => void): QueueAnswer {
  const target = store.getQueue(queueUrlOf(request));
  if (!target) {
    status(400);
    return { __type: 'QueueDoesNotExist', message: 'The specified queue does not exist.' };
  }
  const sources = [...store.allQueues()].filter(({ attributes }) =>
    attributes.RedrivePolicy?.includes(`"${target.arn}"`),
  );
  return { queueUrls: sources.map(({ url }) => url) };
}

async function openPersistence(folder: string): Promise<Persistence> {
  const { PersistenceManager }: { PersistenceManager: new (folder: string) => Persistence } = await import(
    inPackage('persistence.js')
  );
  const persistence = new PersistenceManager(folder);
  persistence.db.exec('PRAGMA synchronous = FULL');
  // The package's own method writes NULL into a NOT NULL column, fails, and loses the message until the next start.
  const ready = persistence.db.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  persistence.updateMessageReady = (messageId) => {
    ready.run(messageId);
  };
  return persistence;
}

/** Puts every write of a message into the open transaction, or opens one. */
function groupWrites(persistence: Persistence, commits: GroupCommit): void {
  for (const write of ['insertMessage', 'deleteMessage', 'updateMessageInflight'] as const) {
    const writeAlone = persistence[write].bind(persistence);
    persistence[write] = (...row) => {
      commits.begin();
      writeAlone(...row);
    };
  }
}

/** Polls for due messages less often than the package: its 50 polls a second keep an idle system busy. */
function pollLessOften(store: Store): void {
  const createQueue = store.createQueue.bind(store);
  store.createQueue = (...queueProperties) => {
    const queue = createQueue(...queueProperties);
    queue.startPollTimerIfNeeded = () => {
      queue.pollTimer ??= setInterval(() => queue.processTimers(), POLL_EVERY_MS);
    };
    return queue;
  };
}

function queueUrlOf(request: unknown): string {
  return typeof request === 'object' && request !== null && 'QueueUrl' in request
    ? String(request.QueueUrl)
    : '';
}

/** Opens the queues stored in this folder, under URLs of this origin even if their port was another one before. */
export async function openQueues(folder: string, origin: string): Promise<Queues> {
  const { SqsStore }: { SqsStore: new () => Store } = await import(inPackage('sqs/sqsStore.js'));
  const store = new SqsStore();
  // Without a host the store builds URLs from the Host header, which match this origin.
  store.host = '';
  pollLessOften(store);
  const persistence = await openPersistence(folder);
  persistence.loadSqsQueues({
    createQueue: (name, url, arn, attributes, tags) =>
      store.createQueue(name, new URL(new URL(url).pathname, origin).href, arn, attributes, tags),
  });
  const commits = new GroupCommit(persistence.db);
  groupWrites(persistence, commits);
  store.persistence = persistence;
  for (const queue of store.allQueues()) queue.persistence = persistence;
  const router = await createRouter(store);
  return {
    has: (action) => NAMES.has(action),
    async handle(action, body, status) {
      if (action === DEAD_LETTER_SOURCES) return deadLetterSources(store, body, status);
      const headers = { 'x-amz-target': `AmazonSQS.${action}`, host: new URL(origin).host };
      return await router.handle({ headers, body }, { status, header: () => undefined });
    },
    giveBack(receiveRequest, receiptHandles) {
      const queue = store.getQueue(queueUrlOf(receiveRequest));
      for (const handle of receiptHandles) queue?.changeVisibility(handle, 0);
    },
    saved: () => commits.done(),
    close() {
      commits.flush();
      persistence.close();
    },
  };
}
