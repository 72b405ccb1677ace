/** An error of Lambda that its caller gets. */
export class LambdaFault extends Error {
  readonly status: number;
  readonly type: string;
  constructor(status: number, type: string, message: string) {
    super(message);
    this.status = status;
    this.type = type;
  }
}

export const notFound = (message: string): LambdaFault =>
  new LambdaFault(404, 'ResourceNotFoundException', message);

/** The value of a parameter outside of what the API allows. */
export const outsideOf = (member: string, value: string, constraint: string): LambdaFault =>
  new LambdaFault(
    400,
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );

export const notIn = (member: string, value: string, allowed: readonly string[]): LambdaFault =>
  outsideOf(member, value, `Member must satisfy enum value set: [${allowed.join(', ')}]`);
