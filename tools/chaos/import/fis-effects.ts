import type { LeftOut } from './foreign-format.ts';

type Parameters = Readonly<Record<string, string | undefined>>;
export interface Effect {
  readonly rule: { readonly mode: string } & Readonly<Record<string, unknown>>;
  readonly left: readonly LeftOut[];
}

/** FIS delays by this where the template does not say. */
const DEFAULT_DELAY_MS = 2_000;
const JSON_TYPE = 'application/json';

/** The rule of each action, or why there is none. */
export const FIS_EFFECTS: Readonly<Record<string, (parameters: Parameters) => Effect | string>> = {
  'aws:lambda:invocation-add-delay': ({ startupDelayMilliseconds }) => ({
    rule: { mode: 'latency', ms: Number(startupDelayMilliseconds ?? DEFAULT_DELAY_MS) },
    left: [],
  }),
  'aws:lambda:invocation-error': ({ preventExecution }) => ({
    rule: { mode: 'exception', when: whenOf(preventExecution) },
    left: [],
  }),
  'aws:lambda:invocation-http-integration-response': ({
    statusCode,
    preventExecution,
    contentTypeHeader,
  }) => {
    const status = Number(statusCode);
    const why = 'an injected answer is JSON';
    const left =
      contentTypeHeader === undefined || contentTypeHeader.startsWith(JSON_TYPE)
        ? []
        : [{ what: `parameters.contentTypeHeader ${contentTypeHeader}`, why }];
    if (preventExecution === 'true') {
      if (status < 400 || status > 599) return `a rule answers 400 to 599, not ${statusCode}`;
      return { rule: { mode: 'status', status }, left };
    }
    if (status !== 500) return `where the function runs, a rule can only answer 500, not ${statusCode}`;
    return { rule: { mode: 'exception', when: 'after' }, left };
  },
};

const whenOf = (preventExecution: string | undefined): string =>
  preventExecution === 'true' ? 'instead' : 'after';
