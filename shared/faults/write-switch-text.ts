import type { SwitchText } from './switch-text.ts';

/** The text of these switches and rules. */
export const writeSwitchText = ({ settings, rules }: Pick<SwitchText, 'settings' | 'rules'>): string =>
  JSON.stringify({ ...settings, ...(rules.length > 0 && { rules }) });
