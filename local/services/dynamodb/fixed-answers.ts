const ALL_UNITS = 80_000;
const TABLE_UNITS = 40_000;
const DAY_MINUTES = 1_440;

/** DescribeContinuousBackups of a table that exists: nothing can be restored. */
export const NO_CONTINUOUS_BACKUPS = {
  ContinuousBackupsDescription: {
    ContinuousBackupsStatus: 'DISABLED',
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
  },
};

/** DescribeLimits: the quotas of a new AWS account. Provisioned capacity limits no call here. */
export const LIMITS = {
  AccountMaxReadCapacityUnits: ALL_UNITS,
  AccountMaxWriteCapacityUnits: ALL_UNITS,
  TableMaxReadCapacityUnits: TABLE_UNITS,
  TableMaxWriteCapacityUnits: TABLE_UNITS,
};

/** DescribeEndpoints: the address that the caller uses already. */
export const endpointsAt = (host: string) => ({
  Endpoints: [{ Address: host, CachePeriodInMinutes: DAY_MINUTES }],
});
