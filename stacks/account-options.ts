import type { Environment } from '#shared/cli/settings';

/** Returns the value of `--name value` or `--name=value` among the options of `cdk deploy`. The last one counts. */
export function optionValue(options: readonly string[], name: string): string | undefined {
  const at = options.findLastIndex((option) => option === name || option.startsWith(`${name}=`));
  const found = options[at];
  return found === name ? options[at + 1] : found?.slice(name.length + 1);
}

/**
 * Returns the options with which the AWS command line uses the account and the region of `cdk deploy`. Only some of its
 * versions read AWS_REGION themselves.
 */
export function accountOptions(options: readonly string[], { AWS_REGION }: Environment): string[] {
  const profile = optionValue(options, '--profile');
  const region = optionValue(options, '--region') ?? (AWS_REGION || undefined);
  return [...(profile ? ['--profile', profile] : []), ...(region ? ['--region', region] : [])];
}
