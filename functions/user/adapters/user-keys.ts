export const userKey = (userId: number): string => `user#${userId}`;
export const usernameKey = (username: string): string => `username#${username}`;

/** Lower-cases the domain of an address: only there case never matters. */
export function emailKey(email: string): string {
  const at = email.lastIndexOf('@') + 1;
  return `email#${email.slice(0, at)}${email.slice(at).toLowerCase()}`;
}
