import type { SsmActions } from './ssm-action.ts';
import { READS } from './ssm-reads.ts';
import { TAGS } from './ssm-tags.ts';
import { WRITES } from './ssm-writes.ts';

const ACTIONS: SsmActions = { ...READS, ...WRITES, ...TAGS };

/** Finds an action; undefined for an unknown name. */
export const actionNamed = (name: string) => (Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined);
