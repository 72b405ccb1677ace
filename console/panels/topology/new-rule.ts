import type { ModeDescription } from '#shared/console/fault-catalog';

/** Whose calls a rule acts on. */
export const SCOPES = ['all', 'user_id', 'menu_id', 'order_id'] as const;
export type Scope = (typeof SCOPES)[number];

/** What the form holds. */
export interface Draft {
  readonly point: string;
  readonly mode: string;
  readonly when: string;
  readonly percent: string;
  readonly seconds: string;
  readonly scope: Scope;
  readonly scopeId: string;
  readonly params: Readonly<Record<string, string>>;
}

/** A rule, and where it is put. */
export interface NewRule {
  readonly service: string;
  readonly id: string;
  readonly rule: Readonly<Record<string, unknown>>;
}

const MS_PER_SECOND = 1_000;
const ALL_CALLS = 100;
const LONGEST_ID = 40;

/** The rule that a draft describes. What is empty is left out, and the service says what is wrong with the rest. */
export function ruleOf(draft: Draft, { whens, params }: ModeDescription, nowMs: number): NewRule {
  const { point, mode, when, percent, seconds, scope, scopeId } = draft;
  const [service = '', ...rest] = point.split('.');
  const given = params.flatMap(({ name, kind }) => {
    const text = draft.params[name] ?? '';
    return text === '' ? [] : [[name, readValue(text, kind)] as const];
  });
  return {
    service,
    id: idOf(
      [mode, ...rest],
      [...(when === (whens[0] ?? '') ? [] : [when]), ...(scope === 'all' ? [] : [scope, scopeId])],
    ),
    rule: {
      point,
      mode,
      ...(whens.length > 1 && { when }),
      ...(Number(percent) !== ALL_CALLS && { percentage: Number(percent) }),
      ...(seconds !== '' && { expires_at: new Date(nowMs + Number(seconds) * MS_PER_SECOND).toISOString() }),
      ...(scope !== 'all' && { match: { [scope]: Number(scopeId) } }),
      ...Object.fromEntries(given),
    },
  };
}

/** Two rules that act on other calls have other ids: the same id would replace the first. The part that differs is never cut. */
function idOf(place: readonly string[], calls: readonly string[]): string {
  const end = idText(calls.map((part) => `-${part}`).join(''));
  return idText(place.join('-')).slice(0, LONGEST_ID - end.length) + end;
}

const idText = (text: string): string => text.toLowerCase().replace(/[^a-z0-9_-]/g, '');

/** The value of `x-chaos` that lets the rule act on one request. */
export function headerOf({ rule }: NewRule): string {
  const { expires_at: _, ...others } = rule;
  return JSON.stringify(others);
}

function readValue(text: string, kind: ModeDescription['params'][number]['kind']): unknown {
  if (kind === 'number') return Number(text);
  return kind === 'boolean' ? text === 'true' : text;
}
