/**
 * Every name that telemetry uses. Those of OpenTelemetry's semantic conventions come first; the others
 * are under `food.` and `chaos.`.
 */
export const ATTRIBUTE = {
  /** Code of the error a span ended with, such as `dependency_timeout`. */
  errorType: 'error.type',

  httpMethod: 'http.request.method',
  /** Template of the path, such as `/orders/{order_id}`. */
  httpRoute: 'http.route',
  httpStatus: 'http.response.status_code',
  /** Number of earlier tries of the call; absent on the first. */
  httpResendCount: 'http.request.resend_count',
  urlPath: 'url.path',
  /** Template of the path in a client's call. */
  urlTemplate: 'url.template',
  serverAddress: 'server.address',
  serverPort: 'server.port',
  /** Service that is called: `user` or `restaurant`. */
  peerService: 'service.peer.name',

  /** `aws.dynamodb`, `postgresql` or `redis`. */
  dbSystem: 'db.system.name',
  /** Such as `GetItem`, `MGET` or `SELECT`. */
  dbOperation: 'db.operation.name',
  /** Table. */
  dbCollection: 'db.collection.name',
  /** Items of a transaction in DynamoDB. */
  dbBatchSize: 'db.operation.batch.size',
  /** Function in PostgreSQL, such as `reserve_inventory`. */
  dbProcedure: 'db.stored_procedure.name',
  /** Text of the statement, without values. */
  dbQuery: 'db.query.text',
  /** Code of a store's refusal: `ConditionalCheckFailedException`, which is no error, or an SQLSTATE. */
  dbStatus: 'db.response.status_code',

  /** `aws-api`, for AWS services that are neither stores nor queues. */
  rpcSystem: 'rpc.system.name',
  /** Such as `SSM/GetParameter`. */
  rpcMethod: 'rpc.method',

  /** Always `aws_sqs`. */
  messagingSystem: 'messaging.system',
  /** `send`, `receive` or `process`. */
  messagingOperation: 'messaging.operation.type',
  /** Name of the queue. */
  messagingDestination: 'messaging.destination.name',
  messagingMessageId: 'messaging.message.id',
  messagingBatchCount: 'messaging.batch.message_count',
  /** Number of deliveries of the message, this one included. */
  messagingReceiveCount: 'messaging.aws_sqs.receive_count',

  /** Whether the invocation was the first of its environment. */
  faasColdStart: 'faas.coldstart',
  faasInvocationId: 'faas.invocation_id',
  faasName: 'faas.name',

  /** Id of the rule that acted here. */
  chaosFault: 'chaos.fault',
  /** What the rule does: a mode of `shared/faults/modes`, such as `latency`. */
  chaosMode: 'chaos.mode',
  /** Where it acted, such as `order.payments.charge`. */
  chaosPoint: 'chaos.point',
  /** `before`, `instead` or `after` the work. */
  chaosWhen: 'chaos.when',
  /** Number of the try that it acted on, from 1. */
  chaosAttempt: 'chaos.attempt',
  /** Seed of the rule, where it has one. */
  chaosSeed: 'chaos.seed',
  /** Value of `x-chaos` with which the same call of a request is hit again. */
  chaosAgain: 'chaos.again',
  /** On the span of a request or message: all rules that acted on it, in order, as `<rule>@<point>`. */
  chaosHits: 'chaos.hits',
  /** Length of an injected delay, in milliseconds. */
  chaosDelayMs: 'chaos.delay_ms',

  /** `code` of the error body. */
  problemCode: 'food.problem.code',
  /** Value of the answer's `x-request-id`. */
  requestId: 'food.request_id',
  orderId: 'food.order.id',
  /** Status of the order as last written or answered, such as `failed`. */
  orderStatus: 'food.order.status',
  /** Why the order left `pending`, such as `payment_failed`. */
  orderOutcome: 'food.order.outcome',
  /** Step of an order: one of {@link ORDER_STEPS}. */
  orderStep: 'food.order.step',
  /** Result of the span of a step ({@link STEP_SPAN}), such as `declined`, or the code of its refusal. */
  stepResult: 'food.step.result',
  /** Outcome of a recovery message: one of {@link RECOVERY_OUTCOMES}. */
  recoveryOutcome: 'food.recovery.outcome',
  /** `menus` or `order`. */
  cacheName: 'food.cache.name',
  /** `hit`, `miss` or `bypass` (Redis did not answer). */
  cacheState: 'food.cache.state',
  /** Time that a statement waited for row locks, in milliseconds. */
  lockWaitMs: 'food.db.lock_wait_ms',
  /** State of messages in a queue: `visible`, `in_flight` or `delayed`. */
  queueState: 'food.queue.state',
  /** Which values a call is given, without the values: see `call-values.ts`. */
  callArguments: 'food.call.arguments',
  /** Which values a call returned, likewise. */
  callAnswer: 'food.call.answer',
  /** Time that a call, an invocation or a message had at the start of its span, in milliseconds. */
  deadlineMs: 'food.deadline_ms',
  /** On the span that made a call which an open breaker refused: the service that was not called. */
  breakerOpen: 'food.breaker.open',
  /** Marks a span that ended after the one it belongs to: nothing waited for its work. */
  unawaited: 'food.unawaited',
  /** Marks telemetry that only the local engine adds: `gateway` or `queue`. */
  emulator: 'food.emulator',
  /** `traces`, `metrics` or `logs`. */
  signal: 'food.telemetry.signal',
} as const;

/** Counters; the collector derives rates, errors and durations from spans. Prometheus shows them as `food_…_total`. */
export const METRIC = {
  /** Orders, by {@link ATTRIBUTE.orderStep}. */
  orderSteps: 'food.order.steps',
  /** Messages of the recovery queue, by {@link ATTRIBUTE.recoveryOutcome}. */
  recoveryMessages: 'food.recovery.messages',
  /** Reads through a cache, by {@link ATTRIBUTE.cacheName} and {@link ATTRIBUTE.cacheState}. */
  cacheReads: 'food.cache.reads',
  /** Invalidations that Redis did not take. */
  cacheBumpFailed: 'food.cache.bump_failed',
  /** Faults that acted, by {@link ATTRIBUTE.chaosFault} and {@link ATTRIBUTE.chaosMode}. */
  chaosInjected: 'chaos.injected',
  /** Spans, log records and data points that no collector took, by {@link ATTRIBUTE.signal}. */
  telemetryDropped: 'food.telemetry.dropped',
  /**
   * Gauge of the local engine: messages in a queue, by {@link ATTRIBUTE.messagingDestination} and
   * {@link ATTRIBUTE.queueState}.
   */
  queueMessages: 'food.queue.messages',
  /** Gauge of the local engine: environments per function, by {@link ATTRIBUTE.faasName}. */
  environments: 'food.engine.environments',
} as const;

/** Events of spans. */
export const EVENT = {
  /** A rule acted on the call of the span: {@link ATTRIBUTE.chaosFault}, point, mode, when and attempt. */
  chaosHit: 'chaos.hit',
} as const;

/** Names of the spans that dashboards and alerts query by name. */
export const SPAN_NAME = {
  /** Inspection of one message of the recovery queue, and the work that follows. */
  inspectMessage: 'inspect message',
  /** Wait for the rows of the menus that a statement changes. */
  lockMenus: 'lock menus',
  /** Wait for another statement of the same reservation. */
  lockOperation: 'lock operation',
  injectedDelay: 'injected delay',
} as const;

/**
 * Names of the spans of an order's steps. Each is one call to a store or a service; `db.*` and `http.*` attributes show
 * which.
 */
export const STEP_SPAN = {
  validateUser: 'validate user',
  quoteMenu: 'quote menu',
  /** Reads whether an `Idempotency-Key` was used before. */
  findKey: 'find key',
  getOrder: 'get order',
  /** Reads the orders of several recovery messages. */
  getOrders: 'get orders',
  listOrders: 'list orders',
  putOrder: 'put order',
  /** Prevents that the order is ever put. */
  putTombstone: 'put tombstone',
  reserveStock: 'reserve stock',
  charge: 'charge',
  confirmOrder: 'confirm order',
  failOrder: 'fail order',
  cancelOrder: 'cancel order',
  releaseStock: 'release stock',
  /** Prevents that the order is charged later, and reads whether it was. */
  closeCharge: 'close charge',
  refund: 'refund',
  /** Records that stock and money are given back. */
  settleOrder: 'settle order',
} as const;
export type StepSpan = (typeof STEP_SPAN)[keyof typeof STEP_SPAN];

export const ORDER_STEPS = [
  'placed',
  'reserved',
  'paid',
  'declined',
  'confirmed',
  'failed',
  'cancelled',
  /** Stock and money given back. */
  'compensated',
] as const;
export type OrderStep = (typeof ORDER_STEPS)[number];

export const RECOVERY_OUTCOMES = [
  /** The order needed nothing. */
  'at_rest',
  /** Recovery failed, cancelled or compensated the order. */
  'acted',
  /** Recovery could not finish, or came before the deadline; another message was sent. */
  'postponed',
  /** The function failed; the queue delivers the message again. */
  'redelivered',
  /** The message moved to the dead-letter queue. */
  'dead_letter',
] as const;
export type RecoveryOutcome = (typeof RECOVERY_OUTCOMES)[number];

/** Instrumentation scope of the functions' telemetry. */
export const SCOPE = 'food-delivery';
/** `service.namespace` of every resource. */
export const SERVICE_NAMESPACE = 'food-delivery';
/** `service.name` of the local engine's telemetry. Those of the functions are `user`, `restaurant` and `order`. */
export const ENGINE_SERVICE = 'engine';
/** `service.name` of load tools and tests. */
export const CLIENT_SERVICE = 'client';

/** Header of answers to traced calls: the id of the trace, 32 hexadecimal digits. */
export const TRACE_ID_HEADER = 'x-trace-id';
