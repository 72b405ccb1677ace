import { activate } from './rules/active-rule.ts';
import { queryDelayRule, switchRules } from './switch-rules.ts';
import { readSwitchText } from './switch-text.ts';

/**
 * Everything that knows rules and modes. It is a file of its own beside each bundle, so that no cold start reads it
 * before a rule is on.
 */
export const catalog = { activate, queryDelayRule, readSwitchText, switchRules };
export type Catalog = typeof catalog;
