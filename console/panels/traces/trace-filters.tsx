import { Choice, Field } from '#console/parts/fields';
import { filter } from '#console/state/page-state.ts';
import { shownCodes } from '#console/words/codes.ts';
import { wordsOf } from '#console/words/words.ts';
import { SERVICE_NAMES } from '#shared/services';
import { CLIENT_SERVICE, ENGINE_SERVICE } from '#shared/telemetry/conventions';
import { ORDER_STATES } from '#shared/telemetry/order-state';
import { TRACES } from './words.ts';

const SERVICES = [...SERVICE_NAMES, CLIENT_SERVICE, ENGINE_SERVICE];

/** Filters of the list, in the names of `GET /traces.json`. */
export function TraceFilters() {
  const words = wordsOf(TRACES);
  const query = new URLSearchParams(filter.value);
  const set = (name: string, value: string): void => {
    const next = new URLSearchParams(filter.peek());
    if (value === '') next.delete(name);
    else next.set(name, value);
    filter.value = next.toString();
  };
  const field = (name: string) => ({
    value: query.get(name) ?? '',
    onValue: (value: string) => set(name, value),
  });
  const choices = (values: readonly string[], given: string) => ({
    values: ['', ...values, ...(given === '' || values.includes(given) ? [] : [given])],
    names: { '': words.all, ...Object.fromEntries(values.map((value) => [value, shownCodes(value)])) },
  });
  return (
    <form class="filters" onSubmit={(event) => event.preventDefault()}>
      <Field label={words.text} {...field('q')} />
      <Choice
        label={words.service}
        {...choices(SERVICES, query.get('service') ?? '')}
        {...field('service')}
      />
      <Choice label={words.order} {...choices(ORDER_STATES, query.get('order') ?? '')} {...field('order')} />
      <Field label={words.least} isNumber least={0} {...field('min')} />
      <Box label={words.failures} {...field('error')} />
      <Box label={words.faults} {...field('chaos')} />
    </form>
  );
}

interface BoxProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function Box({ label, value, onValue }: BoxProps) {
  return (
    <label class="box">
      <input
        type="checkbox"
        checked={value !== ''}
        onChange={({ currentTarget }) => onValue(currentTarget.checked ? '1' : '')}
      />
      {label}
    </label>
  );
}
