import type { StepSpan } from '#shared/telemetry/conventions';

/** A step of an order that one call carries out. */
export interface DynamoStep {
  readonly name: StepSpan;
  /** Attribute of the item whose text is the result of the step. @default no result */
  readonly result?: 'status' | 'outcome';
}
