/** An error of DynamoDB that its caller gets, by its short type. */
export class DynamoFault extends Error {
  readonly type: string;
  /** Further members of the answer, such as `Item` or `CancellationReasons`. */
  readonly members: Readonly<Record<string, unknown>>;
  constructor(type: string, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.type = type;
    this.members = members;
  }
}

export const invalid = (message: string): DynamoFault => new DynamoFault('ValidationException', message);

/** The prefix that AWS writes before most messages about values. */
export const invalidValue = (message: string): DynamoFault =>
  invalid(`One or more parameter values were invalid: ${message}`);

export const noSuchTable = (name: string): DynamoFault =>
  new DynamoFault('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
