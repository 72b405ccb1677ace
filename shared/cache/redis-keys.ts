/** Names in Redis of what is kept under a key. Both are in one slot of a cluster, so that one MGET reads them. */
export const redisKeys = (stage: string) => ({
  value: (key: string): string => `{${stage}:${key}}:val`,
  generation: (key: string): string => `{${stage}:${key}}:gen`,
});
