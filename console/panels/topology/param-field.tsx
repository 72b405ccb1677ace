import { Choice, Field } from '#console/parts/fields';
import { wordsOf } from '#console/words/words.ts';
import type { ModeParam } from '#shared/console/fault-catalog';
import { TOPOLOGY } from './words.ts';

interface ParamFieldProps {
  readonly param: ModeParam;
  readonly value: string;
  onValue(value: string): void;
}

/** The field of one parameter of a mode. */
export function ParamField({ param, value, onValue }: ParamFieldProps) {
  const { name, kind, choices, least, most, isRequired } = param;
  const label = isRequired ? `${name} (${wordsOf(TOPOLOGY).required})` : name;
  const values = kind === 'boolean' ? ['', 'true', 'false'] : choices && ['', ...choices];
  if (values) return <Choice {...{ label, values, value, onValue }} />;
  return <Field {...{ label, value, onValue, isRequired, least, most }} isNumber={kind === 'number'} />;
}
