import { useState } from 'preact/hooks';
import { Coded } from '#console/parts/coded';
import { Choice, Field } from '#console/parts/fields';
import { language } from '#console/state/page-state.ts';
import { wordsOf } from '#console/words/words.ts';
import type { EdgeCatalog, ModeParam } from '#shared/console/fault-catalog';
import { type Draft, headerOf, type NewRule, ruleOf, SCOPES, type Scope } from './new-rule.ts';
import { ParamField } from './param-field.tsx';
import { TOPOLOGY } from './words.ts';

const FIRST_SECONDS = '60';
/** Values to begin with, where a parameter has no default of its own. */
const FIRST_VALUES: Readonly<Record<string, string>> = { ms: '1000' };

interface FaultFormProps {
  readonly catalog: EdgeCatalog;
  onRule(rule: NewRule): void;
}

/** Chooses point, mode, parameters, share, duration and scope of a rule. */
export function FaultForm({ catalog, onRule }: FaultFormProps) {
  const words = wordsOf(TOPOLOGY);
  const [draft, setDraft] = useState(() => withPoint(catalog, catalog.points[0]?.point ?? ''));
  const change = (changed: Partial<Draft>): void => setDraft({ ...draft, ...changed });
  const { modes = [] } = catalog.points.find(({ point }) => point === draft.point) ?? {};
  const mode = catalog.modes[draft.mode];
  if (!mode) return null;
  const header = headerOf(ruleOf(draft, mode, 0));
  const isFirst = ({ name, isRequired }: ModeParam): boolean => isRequired || name in FIRST_VALUES;
  const [first, others] = [mode.params.filter(isFirst), mode.params.filter((param) => !isFirst(param))];
  const field = (param: ModeParam) => (
    <ParamField
      key={param.name}
      param={param}
      value={draft.params[param.name] ?? ''}
      onValue={(value) => change({ params: { ...draft.params, [param.name]: value } })}
    />
  );
  return (
    <form
      class="fault-form"
      onSubmit={(event) => {
        event.preventDefault();
        onRule(ruleOf(draft, mode, Date.now()));
      }}
    >
      <Choice
        label={words.point}
        values={catalog.points.map(({ point }) => point)}
        value={draft.point}
        onValue={(point) => setDraft(withPoint(catalog, point, draft))}
      />
      <Choice
        label={words.mode}
        values={modes}
        value={draft.mode}
        onValue={(name) => setDraft(withMode(catalog, draft, name))}
      />
      <p class="muted summary">
        <Coded text={mode.summary[language.value]} />
      </p>
      {first.map(field)}
      {others.length > 0 && (
        <details key={draft.mode}>
          <summary>{words.more}</summary>
          <div class="more">{others.map(field)}</div>
        </details>
      )}
      {mode.whens.length > 1 && (
        <Choice
          label={words.when}
          values={mode.whens}
          value={draft.when}
          onValue={(when) => change({ when })}
        />
      )}
      <Field
        label={words.share}
        value={draft.percent}
        isNumber
        isRequired
        least={0}
        most={100}
        onValue={(percent) => change({ percent })}
      />
      <Field
        label={words.duration}
        value={draft.seconds}
        isNumber
        isRequired
        least={1}
        most={86_400}
        onValue={(seconds) => change({ seconds })}
      />
      <Choice
        label={words.scope}
        values={SCOPES}
        names={words.scopes}
        value={draft.scope}
        onValue={(scope) => change({ scope: scope as Scope })}
      />
      {draft.scope !== 'all' && (
        <Field
          label={words.scopeId}
          value={draft.scopeId}
          isNumber
          isRequired
          onValue={(scopeId) => change({ scopeId })}
        />
      )}
      <button type="submit" class="primary">
        ⚡ {words.switchOn}
      </button>
      <details>
        <summary>{words.header}</summary>
        <code>x-chaos: {header}</code>
      </details>
    </form>
  );
}

const EMPTY: Omit<Draft, 'point' | 'mode' | 'when' | 'params'> = {
  percent: '100',
  seconds: FIRST_SECONDS,
  scope: 'all',
  scopeId: '',
};

/** A draft for a point, with the mode of before where it fits there. */
function withPoint(catalog: EdgeCatalog, point: string, before?: Draft): Draft {
  const { modes = [] } = catalog.points.find((each) => each.point === point) ?? {};
  const mode = modes.find((each) => each === (before?.mode ?? 'latency')) ?? modes[0] ?? '';
  const draft = { ...EMPTY, ...before, point, mode, when: '', params: {} };
  return before?.mode === mode ? { ...before, point } : withMode(catalog, draft, mode);
}

function withMode(catalog: EdgeCatalog, draft: Draft, mode: string): Draft {
  const { whens = [], params = [] } = catalog.modes[mode] ?? {};
  const first = params.map(({ name, given }) => [name, given ?? FIRST_VALUES[name] ?? ''] as const);
  return { ...draft, mode, when: whens[0] ?? '', params: Object.fromEntries(first) };
}
