/** Extracts the reason of a failure from CDK's output. */
export function reasonIn(output: string): string {
  const refused = /\|\s*(?:CREATE|UPDATE|DELETE)_FAILED\b.*/.exec(output)?.[0];
  // this reason may span several lines
  const changeSet = /Failed to create change set [^\n]*\n([\s\S]*?)(?:\n\s*\n|\nSource Location)/.exec(
    output,
  )?.[1];
  const error = /^.*(?:❌|\b[Ee]rror:).*$/m.exec(output)?.[0];
  const last = output.trim().split('\n').at(-1);
  const reason = refused ?? changeSet ?? error ?? last ?? '';
  return (
    reason
      .replace(/^[❌|\s]+/u, '')
      .replace(/\s+/g, ' ')
      .trim() || 'it printed nothing'
  );
}
