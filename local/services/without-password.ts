/** Returns the address without its password, safe to print. */
export function withoutPassword(value: string): string {
  const url = URL.parse(value);
  if (!url?.password) return value;
  url.password = '';
  return url.href;
}
