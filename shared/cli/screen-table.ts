/** Columns as wide as their widest entry. */
export function screenTable(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length))) ?? [];
  return rows
    .map((row) =>
      row
        .map((text, at) => text.padEnd(columns[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
