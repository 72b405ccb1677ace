/** How often each fault has acted, over all environments. */
export const faultHits = `
CREATE TABLE fault_hits (
  id text PRIMARY KEY,
  hits bigint NOT NULL
);
`;
