-- Counters of rules that came with one request are kept for a while only.
ALTER TABLE fault_hits ADD COLUMN expires_at timestamptz;
CREATE INDEX fault_hits_expiry ON fault_hits (expires_at) WHERE expires_at IS NOT NULL;
