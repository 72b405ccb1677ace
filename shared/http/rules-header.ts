/** Header with rules of faults for one request: a rule as JSON, a list of rules, or the name of a preset. */
export const RULES_HEADER = 'x-chaos';
