import { type Attributes, SpanKind } from '@opentelemetry/api';
import { noteAnswer, noteArguments } from '#shared/telemetry/call-values';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { inSpan } from '#shared/telemetry/tracing';

export interface CallSpan {
  readonly name: string;
  readonly attributes: Attributes;
  /** What tells one call of this name from another; absent where that is not recorded. */
  readonly given?: unknown;
  /** Returns the values of the answer, or of the error that is a regular answer. */
  readonly answerOf?: (answer: unknown) => unknown;
  /** Returns further attributes, from the answer or from the error that is a regular answer. */
  readonly readResult?: ((answer: unknown) => Attributes) | undefined;
}

/**
 * Returns the span's attributes for an error that is a regular answer, such as a condition that does not hold;
 * undefined for any other.
 */
export type ReadAnswer = (error: unknown) => Attributes | undefined;

type Outcome<Answer> = { readonly answer: Answer } | { readonly refusal: unknown };

/**
 * Makes a call of AWS one CLIENT span, all its attempts included.
 * @param run is given what to call before it repeats the call
 */
export async function tracedCall<Answer>(
  { name, attributes, given, answerOf = (answer) => answer, readResult }: CallSpan,
  readAnswer: ReadAnswer,
  run: (onRepeat: () => void) => Promise<Answer>,
): Promise<Answer> {
  const settings = { kind: SpanKind.CLIENT, attributes };
  const outcome = await inSpan(name, settings, async (span): Promise<Outcome<Answer>> => {
    if (given !== undefined) noteArguments(span, given);
    const note = (answer: unknown): void => {
      if (given !== undefined) noteAnswer(span, answerOf(answer));
      if (readResult) span.setAttributes(readResult(answer));
    };
    try {
      const answer = await run(() => span.setAttribute(ATTRIBUTE.httpResendCount, 1));
      note(answer);
      return { answer };
    } catch (error) {
      const regular = readAnswer(error);
      if (!regular) throw error;
      span.setAttributes(regular);
      note(error);
      return { refusal: error };
    }
  });
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.answer;
}
