import { type Attributes, type Span, SpanKind } from '@opentelemetry/api';
import { noteAnswer, noteArguments } from '#shared/telemetry/call-values';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { inSpan } from '#shared/telemetry/tracing';

export interface CallSpan {
  readonly name: string;
  readonly attributes: Attributes;
  /** What tells one call of this name from another; absent where that is not recorded. */
  readonly given?: unknown;
  /** Returns further attributes, from the call's output or from the error that is a regular answer. */
  readonly readResult?: ((answer: unknown) => Attributes) | undefined;
}

/**
 * Returns the span's attributes for an error that is a regular answer, such as a condition that does not hold;
 * undefined for any other.
 */
export type ReadAnswer = (error: unknown) => Attributes | undefined;

/** Above 1 where the SDK repeated the call. */
interface Answered {
  readonly $metadata?: { readonly attempts?: number };
}

type Outcome<Result> = { readonly result: Result } | { readonly refusal: unknown };

/**
 * Wraps `next` of a middleware of an SDK client, outermost: one CLIENT span per call, all its attempts included.
 * @param describe receives the caller's arguments, before they are made into a request
 */
export function tracedCall<Args, Result extends { readonly output: unknown }>(
  next: (args: Args) => Promise<Result>,
  describe: (args: Args) => CallSpan,
  readAnswer: ReadAnswer,
): (args: Args) => Promise<Result> {
  return async (args) => {
    const { name, attributes, given, readResult } = describe(args);
    const outcome = await inSpan(
      name,
      { kind: SpanKind.CLIENT, attributes },
      async (span): Promise<Outcome<Result>> => {
        if (given !== undefined) noteArguments(span, given);
        try {
          const result = await next(args);
          if (given !== undefined) noteAnswer(span, itemsOf(result.output));
          noteRepeats(span, result.output);
          if (readResult) span.setAttributes(readResult(result.output));
          return { result };
        } catch (error) {
          noteRepeats(span, error);
          const answer = readAnswer(error);
          if (!answer) throw error;
          span.setAttributes(answer);
          if (given !== undefined) noteAnswer(span, itemsOf(error));
          if (readResult) span.setAttributes(readResult(error));
          return { refusal: error };
        }
      },
    );
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.result;
  };
}

/** The values of an answer, of all that the SDK returns with it. */
function itemsOf(answered: unknown): unknown {
  const {
    Item,
    Items,
    Attributes: written,
    Responses,
  } = answered as { Item?: unknown; Items?: unknown; Attributes?: unknown; Responses?: unknown };
  return [Item, Items, written, Responses];
}

function noteRepeats(span: Span, answered: unknown): void {
  const attempts = (answered as Answered).$metadata?.attempts ?? 1;
  if (attempts > 1) span.setAttribute(ATTRIBUTE.httpResendCount, attempts - 1);
}

/** The service's name of an operation, from the name of the SDK's command. */
export const operationOf = (context: { readonly commandName?: string }): string =>
  (context.commandName ?? '').replace(/Command$/, '');
