import type { SQSRecord } from 'aws-lambda';
import { CHAOS_KEY_HEADER } from '#shared/faults/chaos-key';
import { loadCatalog } from '#shared/faults/load-catalog';
import type { ActiveRule } from '#shared/faults/rules/active-rule';
import { baggageMember } from '#shared/telemetry/baggage';
import { RULES_MEMBER } from '#shared/telemetry/propagation';
import type { CarriedRules } from '#shared/telemetry/request-context';

export interface MessageRules {
  readonly rules: readonly ActiveRule[];
  readonly carriedRules?: CarriedRules;
}

const NONE: MessageRules = { rules: [] };

/** Reads the rules that came with the sender's request. Those that are wrong do not act: a message has no answer. */
export async function rulesOf(
  { messageAttributes }: SQSRecord,
  { enabled, chaosKey }: { readonly enabled: boolean; readonly chaosKey?: string | undefined },
): Promise<MessageRules> {
  const baggage = messageAttributes.baggage?.stringValue;
  const member = enabled && baggage !== undefined ? baggageMember(baggage, RULES_MEMBER) : undefined;
  if (member === undefined) return NONE;
  const { memberRules } = await loadCatalog();
  const read = memberRules(member);
  if ('violations' in read) return NONE;
  const headers = chaosKey === undefined ? {} : { [CHAOS_KEY_HEADER]: chaosKey };
  return { rules: read.rules, carriedRules: { member: read.member, headers } };
}
