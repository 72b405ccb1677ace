import { join } from 'node:path';
import type { EngineOptions } from '#local/engine/options';
import type { StackTemplate } from '#local/template/model';
import { systemStacks } from '#local/template/system-stacks';

/** Everything that recovery waits for, in seconds instead of half minutes. */
const QUICK = {
  PENDING_MS: '5000',
  RECOVERY_DELAY_MS: '5000',
  CANCEL_RECOVERY_DELAY_MS: '5000',
  FORWARD_CALL_MS: '2000',
  UNDO_MS: '1500',
  RECOVERY_CALL_MS: '2000',
};
const VISIBILITY_SECONDS = 7;

/** Options of an engine on a folder of its own that settles in seconds. */
export async function quickEngine(dataDir: string): Promise<EngineOptions & { readonly dataDir: string }> {
  const templates = await quickTemplates(join(dataDir, 'cdk.out'));
  return { dataDir, log: 'silent', templates, environment: QUICK, warmUp: true };
}

/**
 * Synthesises the project's stacks. A message whose recovery was killed is redelivered sooner, and each recovery is an
 * invocation of its own, so that killing one kills no other.
 */
async function quickTemplates(outdir: string): Promise<readonly StackTemplate[]> {
  const templates = await systemStacks({ outdir, signal: new AbortController().signal });
  for (const { template } of templates) {
    for (const { Type, Properties } of Object.values((template as Template).Resources)) {
      if (Type === 'AWS::SQS::Queue')
        Object.assign(Properties ?? {}, { VisibilityTimeout: VISIBILITY_SECONDS });
      if (Type === 'AWS::Lambda::EventSourceMapping') Object.assign(Properties ?? {}, { BatchSize: 1 });
    }
  }
  return templates;
}

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: object }>>;
}
