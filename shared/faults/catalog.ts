import { listedKeys, listRules } from './listed-rules.ts';
import { headerRules, memberRules } from './request-rules.ts';
import { activate } from './rules/active-rule.ts';
import { queryDelayRule, switchRules } from './switch-rules.ts';
import { readState } from './switch-state.ts';
import { readSwitchText } from './switch-text.ts';
import { createSwitchWriter } from './switch-writer.ts';

/**
 * Everything that knows rules and modes. It is a file of its own beside each bundle, so that no cold start reads it
 * before a rule is on. Its classes are not those of the bundle: it returns refusals, and throws none.
 */
export const catalog = {
  activate,
  createSwitchWriter,
  headerRules,
  listedKeys,
  listRules,
  memberRules,
  queryDelayRule,
  readState,
  readSwitchText,
  switchRules,
};
export type Catalog = typeof catalog;
