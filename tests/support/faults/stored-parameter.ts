import type { Parameter } from '#shared/db/ssm';

/** One parameter that several environments share, with all of its versions, as SSM keeps them. */
export function storedParameter(first?: string) {
  const versions: { text: string; modifiedAt: number }[] = [];
  const parameter = {
    reads: 0,
    isDown: false,
    get text(): string | undefined {
      return versions.at(-1)?.text;
    },
    set text(text: string | undefined) {
      if (text !== undefined) versions.push({ text, modifiedAt: Date.now() });
    },
    async get(version = versions.length) {
      parameter.reads++;
      if (parameter.isDown) throw new Error('down');
      const found = versions[version - 1];
      return found && { ...found, version };
    },
    async put(text: string) {
      if (parameter.isDown) throw new Error('down');
      parameter.text = text;
      return versions.length;
    },
  } satisfies Parameter & Record<string, unknown>;
  parameter.text = first;
  return parameter;
}
