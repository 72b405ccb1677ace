interface ErrorKind {
  readonly status: number;
  /** The side that must act: the caller, or us. Decides the log level. */
  readonly fault: 'client' | 'server';
}

/** Every error a caller can see. The HTTP status is decided here and nowhere else. */
export const ERRORS = {
  out_of_stock: { status: 400, fault: 'client' },
  already_registered: { status: 400, fault: 'client' },
  already_cancelled: { status: 400, fault: 'client' },
  not_cancellable: { status: 400, fault: 'client' },
  unauthenticated: { status: 401, fault: 'client' },
  forbidden: { status: 403, fault: 'client' },
  not_found: { status: 404, fault: 'client' },
  method_not_allowed: { status: 405, fault: 'client' },
  order_in_progress: { status: 409, fault: 'client' },
  reservation_released: { status: 409, fault: 'client' },
  body_too_large: { status: 413, fault: 'client' },
  unsupported_charset: { status: 415, fault: 'client' },
  validation_failed: { status: 422, fault: 'client' },
  idempotency_key_reused: { status: 422, fault: 'client' },
  /** Answered by the gateway only, when calls exceed its rate limit. */
  throttled: { status: 429, fault: 'client' },
  injected_error: { status: 500, fault: 'server' },
  internal: { status: 500, fault: 'server' },
  dependency_failed: { status: 502, fault: 'server' },
  dependency_unavailable: { status: 503, fault: 'server' },
  dependency_timeout: { status: 504, fault: 'server' },
  /** The order exists or may exist, and is not known to be decided: the caller should read it. */
  order_undecided: { status: 504, fault: 'server' },
  timeout: { status: 504, fault: 'server' },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERRORS;

/** One refused field, in the form the documented clients parse. `loc` starts with body, path, query or header. */
export interface Violation {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input?: unknown;
}

export interface AppErrorOptions extends ErrorOptions {
  /** Members added to the answer's body, such as `order_id`. */
  readonly extra?: Readonly<Record<string, string | number>>;
  /** Headers added to the answer, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The refused fields of the request; replaces the text in `detail`. */
  readonly violations?: readonly Violation[];
}

/** A refusal with a code of {@link ERRORS}. Its message is shown to the caller; `cause` goes to the log only. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly extra: AppErrorOptions['extra'];
  readonly headers: AppErrorOptions['headers'];
  readonly violations: AppErrorOptions['violations'];

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.extra = options.extra;
    this.headers = options.headers;
    this.violations = options.violations;
  }
}
