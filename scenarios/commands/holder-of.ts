/** A run of this process, as the refusal of another one names it. */
export const holderOf = (what: string) => ({
  what,
  end: `Ctrl-C in its terminal, or kill -INT ${process.pid}`,
});
