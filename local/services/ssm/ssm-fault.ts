/** An AWS error type for an error of the caller. */
export class SsmFault extends Error {
  readonly type: string;
  constructor(type: string, message = '') {
    super(message);
    this.type = type;
  }
}
