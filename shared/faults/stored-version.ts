import type { StoredText } from '#shared/db/ssm';

export const NOTHING_STORED: StoredText = { text: '{}', version: 0, modifiedAt: 0 };

/** Version of every text without a switch or rule, which then need not be read. */
export const EMPTY = 'empty';

/**
 * Names a stored text, so that another text has another name. The number alone would return after the parameter was
 * deleted, or a write was taken back for a full disk.
 */
export const versionName = ({ text, version, modifiedAt }: StoredText): string =>
  text === NOTHING_STORED.text ? EMPTY : `${version}.${modifiedAt}`;

/**
 * Version of the service's switches that came with the invocation under way. The local engine sends one; on other
 * platforms there is none, and each environment reads the switches at intervals.
 */
export function pushedVersion(): string | undefined {
  // biome-ignore lint/style/noProcessEnv: the runtime changes it between invocations
  return process.env.LOCAL_SWITCHES_VERSION;
}
