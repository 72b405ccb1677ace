import type { Attributes } from '@opentelemetry/api';
import { ATTRIBUTE, type StepSpan } from '#shared/telemetry/conventions';

/** A step of an order that one command carries out. */
export interface DynamoStep {
  readonly name: StepSpan;
  /** Attribute of the item whose text is the result of the step. @default no result */
  readonly result?: 'status' | 'outcome';
}

interface Marked {
  readonly name: StepSpan;
  readonly readResult: ((answer: unknown) => Attributes) | undefined;
}

interface Command {
  readonly input: object;
}

const steps = new WeakMap<object, Marked>();

/**
 * Marks a command as a step of an order, whose name and result its span then has. The middleware that makes the span
 * receives only the input of the command, so the mark belongs to the input.
 */
export function asStep<C extends Command>({ name, result }: DynamoStep, command: C): C {
  const { input } = command;
  const readResult = result && ((answer: unknown) => resultIn(itemAfter(input, answer), result));
  steps.set(input, { name, readResult });
  return command;
}

export const stepOf = (input: object): Marked | undefined => steps.get(input);

type Item = Readonly<Record<string, unknown>>;

/** Returns the item after the call: as written or read, or the one whose state made the condition fail. */
function itemAfter(input: { readonly Item?: Item }, answer: unknown): Item | undefined {
  const { Attributes: written, Item: found } = answer as { Attributes?: Item; Item?: Item };
  return answer instanceof Error ? found : (written ?? found ?? input.Item);
}

/** Reads a text of an item, which in an error has DynamoDB's form, `{ S: text }`. */
function resultIn(item: Item | undefined, attribute: string): Attributes {
  const value = item?.[attribute];
  const text = typeof value === 'object' ? (value as { S?: unknown } | null)?.S : value;
  return typeof text === 'string' ? { [ATTRIBUTE.stepResult]: text } : {};
}
