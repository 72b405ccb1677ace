/** Prints the lines, or the object where a program asked for it. */
export function print(isJson: boolean, result: object, lines: readonly string[]): void {
  process.stdout.write(isJson ? `${JSON.stringify(result)}\n` : `${lines.join('\n')}\n`);
}

export const JSON_OPTION = { json: { help: 'print one JSON object' } } as const;
