export const userKey = (userId: number): string => `user#${userId}`;
export const usernameKey = (username: string): string => `username#${username}`;

/** Only the domain of an address is known to ignore case. */
export function emailKey(email: string): string {
  const at = email.lastIndexOf('@') + 1;
  return `email#${email.slice(0, at)}${email.slice(at).toLowerCase()}`;
}
