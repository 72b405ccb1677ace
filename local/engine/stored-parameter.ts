import * as z from 'zod';
import type { StoredText } from '#shared/db/ssm';

const MS_PER_SECOND = 1_000;

/** What the Parameter Store answers about one parameter. */
export const StoredParameter = z.object({
  Name: z.string(),
  Value: z.string(),
  Version: z.number(),
  LastModifiedDate: z.number(),
});

export const storedText = ({
  Value,
  Version,
  LastModifiedDate,
}: z.infer<typeof StoredParameter>): StoredText => ({
  text: Value,
  version: Version,
  modifiedAt: LastModifiedDate * MS_PER_SECOND,
});
