/** Writes a line of progress; results go to standard output. */
export const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
