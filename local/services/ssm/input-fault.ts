import * as z from 'zod';
import { SsmFault } from './ssm-fault.ts';

/** A member that is null counts as absent. */
export function withoutNulls(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

/** Returns the error for input that does not fit: for AWS a value of another type is another error than one outside of the rules. */
export function inputFault(error: z.ZodError, body: unknown): SsmFault {
  const [issue] = error.issues;
  if (issue?.code === 'invalid_type') {
    let value = body;
    for (const step of issue.path) value = Object(value)[step];
    const name = issue.path.join('.');
    if (value !== undefined)
      return new SsmFault('SerializationException', `${name || 'The body'}: ${issue.message}`);
    const member = name.charAt(0).toLowerCase() + name.slice(1);
    return new SsmFault(
      'ValidationException',
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    );
  }
  return new SsmFault('ValidationException', z.prettifyError(error));
}
