/** The answer of a service of AWS that is no success. */
export class AwsError extends Error {
  /** AWS's name of the problem, such as `ConditionalCheckFailedException`. */
  override readonly name: string;
  readonly status: number;
  /** The members of the answer besides name and message, as they came. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    name: string,
    message: string,
    status: number,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = name;
    this.status = status;
    this.details = details;
  }
}

/** Reads an answer that is no success. A body that is not AWS's, such as that of a proxy, is `UnknownError`. */
export function errorIn(status: number, body: string): AwsError {
  const { code, __type = code, message, Message = message, ...details } = membersOf(body);
  const type = typeof __type === 'string' ? __type : 'UnknownError';
  const text = typeof Message === 'string' ? Message : `answered ${status}`;
  return new AwsError(type.slice(type.indexOf('#') + 1), text, status, details);
}

function membersOf(body: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}
