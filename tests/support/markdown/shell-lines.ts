/** The lines of all shell blocks of a Markdown text, in their order; one that goes on after a backslash is one line. */
export function shellLines(text: string): string[] {
  return [...text.matchAll(/^```(?:sh|bash)\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
    block
      .trim()
      .split(/(?<!\\)\n/)
      .filter((line) => line !== ''),
  );
}
