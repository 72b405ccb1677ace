import { invalid } from '../fault.ts';

export interface Token {
  readonly kind: 'name' | 'placeholder' | 'value' | 'number' | 'symbol' | 'end';
  readonly text: string;
}

const TOKEN = /\s*(?:(#[\w-]+)|(:[\w-]+)|([A-Za-z_]\w*)|(\d+)|(<>|<=|>=|[=<>()[\],.+-]))/y;
const KINDS = ['placeholder', 'value', 'name', 'number', 'symbol'] as const;
const NEAR_CHARACTERS = 10;

/** Splits an expression into tokens. @throws DynamoFault at a character that begins none */
export function tokensOf(expression: string, label: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (expression.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(expression);
    if (!match) throw syntaxError(label, expression.slice(at).trim().charAt(0), expression.slice(at));
    const [, ...groups] = match;
    const group = groups.findIndex((text) => text !== undefined);
    tokens.push({ kind: KINDS[group] ?? 'symbol', text: groups[group] ?? '' });
    at = TOKEN.lastIndex;
  }
  return tokens;
}

export function syntaxError(label: string, token: string, near: string) {
  const text = near.trim().slice(0, NEAR_CHARACTERS);
  return invalid(`Invalid ${label}: Syntax error; token: "${token}", near: "${text}"`);
}
