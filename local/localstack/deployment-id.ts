import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import type pg from 'pg';
import { sdkOptions } from '#shared/aws/sdk-options';
import { messageOf } from '#shared/error-message';
import { EngineError } from '../host/engine-error.ts';
import { LOCAL_IDENTITY } from '../http/aws-json.ts';

const DEPLOYMENT_PARAMETER = '/food-delivery/local/deployment-id';
const REQUEST_TIMEOUT_MS = 10_000;

/** @throws EngineError if nothing is deployed */
export async function deploymentId(endpoint: string): Promise<string> {
  const id = await findDeployment(endpoint);
  if (id !== undefined) return id;
  throw new EngineError(`LocalStack's Parameter Store has no ${DEPLOYMENT_PARAMETER}`);
}

/** Returns the id of the deployment; undefined if nothing is deployed, as after each start of LocalStack. */
export async function findDeployment(endpoint: string): Promise<string | undefined> {
  const ssm = new SSMClient({
    ...sdkOptions(REQUEST_TIMEOUT_MS),
    endpoint,
    region: LOCAL_IDENTITY.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: DEPLOYMENT_PARAMETER }));
    if (!Parameter?.Value) throw new Error(`${DEPLOYMENT_PARAMETER} is empty`);
    return Parameter.Value;
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw new EngineError(
      `LocalStack's Parameter Store does not return the deployment id: ${messageOf(error)}`,
    );
  } finally {
    ssm.destroy();
  }
}

export async function readId(client: pg.Client): Promise<string | undefined> {
  await client.query('CREATE TABLE IF NOT EXISTS deployment (id text NOT NULL)');
  const { rows } = await client.query('SELECT id FROM deployment');
  return rows[0]?.id;
}

export async function writeId(client: pg.Client, id: string): Promise<void> {
  await client.query('BEGIN');
  await client.query('DELETE FROM deployment');
  await client.query('INSERT INTO deployment VALUES ($1)', [id]);
  await client.query('COMMIT');
}
