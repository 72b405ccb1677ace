import { UsageError } from '#shared/cli/errors';
import { PRESETS } from '#shared/faults/presets/all';
import { idFor, membersOf } from './rule-words.ts';

/** A rule as the words of a command line give it. */
export interface WordedRule {
  readonly id: string;
  readonly rule: { readonly point: string; readonly mode: string } & Readonly<Record<string, unknown>>;
}

export interface WordedRules {
  readonly rules: readonly WordedRule[];
  /** Whether they only ask what the rules would do. */
  readonly isDry: boolean;
}

const DRY = '--dry-run';

/**
 * Reads `<point> <mode> [name=value …]`, or `<preset> [name=value …]`, whose values count for each of its rules.
 * @throws UsageError
 */
export function rulesOfWords(words: readonly string[]): WordedRules {
  const option = words.find((word) => word.startsWith('-') && word !== DRY);
  if (option !== undefined) throw new UsageError(`there is no option ${option}, allowed: ${DRY}, name=value`);
  const [name, ...others] = words.filter((word) => word !== DRY);
  if (name === undefined) throw new UsageError('no point and no preset is given');
  const [mode] = others;
  const isPreset = mode === undefined || mode.includes('=');
  const { dry_run: dry = false, ...members } = membersOf(isPreset ? others : others.slice(1));
  const isDry = dry === true || words.includes(DRY);
  return { rules: isPreset ? rulesOfPreset(name, members) : [ruleOf(name, mode, members)], isDry };
}

function ruleOf(point: string, mode: string, members: Readonly<Record<string, unknown>>): WordedRule {
  const { id = idFor(point, mode), ...others } = members;
  return { id: String(id), rule: { point, mode, ...others } };
}

function rulesOfPreset(name: string, members: Readonly<Record<string, unknown>>): readonly WordedRule[] {
  const preset = PRESETS.find((each) => each.name === name);
  if (!preset) {
    const names = PRESETS.map((each) => each.name).join(', ');
    throw new UsageError(`${name} is no preset, and a rule needs a mode too; presets are ${names}`);
  }
  return preset.rules.map((rule, at) => ({
    id: preset.rules.length === 1 ? name : `${name}-${at + 1}`,
    rule: { ...rule, ...members },
  }));
}
