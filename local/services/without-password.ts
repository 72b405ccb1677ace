/** The same address without a password, safe to show. */
export function withoutPassword(value: string): string {
  const url = URL.parse(value);
  if (!url?.password) return value;
  url.password = '';
  return url.href;
}
