import { randomUUID } from 'node:crypto';
import { createUserTokens } from '#shared/auth/tokens';
import { createDynamo } from '#shared/db/dynamo';
import { parseEnv } from '#shared/env';
import { createDynamoHits } from '#shared/faults/dynamo-hits';
import { via } from '#shared/faults/points/adapter';
import { createShell } from '#shared/http/shell';
import { newId } from '#shared/ids';
import { createArgon2Passwords } from './adapters/argon2-passwords.ts';
import { createDynamoUsers } from './adapters/dynamo-users.ts';
import { UserEnv } from './env.ts';

/** One attempt of a call to DynamoDB, of which there are two. */
const ATTEMPT_MS = 2_000;

const env = parseEnv(UserEnv);

const tokens = createUserTokens(env.JWT_SECRET, Date.now, (use, next) =>
  shell.faults.client('tokens')(use, next),
);

export const shell = createShell(
  env,
  createDynamoHits(createDynamo({ attemptMs: ATTEMPT_MS, isTraced: false }), env.FAULT_HITS_TABLE),
  (faults) => ({ verifyUser: faults.ports({ tokens: via('tokens')(tokens) }).tokens.verify }),
);

const dynamo = createDynamo({ attemptMs: ATTEMPT_MS, faults: shell.faults.client('dynamodb') });

export const deps = {
  ...shell.faults.ports({
    users: via('dynamodb')(createDynamoUsers(dynamo, env.USERS_TABLE)),
    passwords: via()(createArgon2Passwords()),
    tokens: via('tokens')(tokens),
  }),
  newUserId: () => newId(Date.now(), Math.random()),
  newAttemptId: randomUUID,
  now: () => new Date(),
};
