/** Figures of budgets as text. */
export const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
export const rate = (value: number): string => `${number(value, value < 100 ? 1 : 0)}/s`;
export const milliseconds = (value: number): string => `${number(value, value < 100 ? 2 : 0)} ms`;
export const percent = (share: number): string => `${number(share * 100)} %`;
