import * as z from 'zod';
import { defineProgram, EXIT } from '#shared/cli/program';
import { engineTraces } from '../engine-traces.ts';
import { linesOfHits } from '../explain-trace.ts';

const traceId = z.string().regex(/^[\da-f]{32}$/i, {
  error: 'the id of a trace: 32 hexadecimal digits, such as the header x-trace-id contains',
});

export const explain = defineProgram({
  command: 'npm run chaos -- explain',
  about:
    'Shows which rules acted in a trace of the running engine, where and when, and the header that hits the same call again.',
  args: { traceId: { label: 'trace id', schema: traceId } },
  notes: 'Exit code: 0 a rule acted, 1 none did, or the engine keeps no such trace, 2 no engine answers.',
  async run({ args }, env) {
    const traces = engineTraces(env);
    const trace = await traces.read(args.traceId);
    if (!trace) {
      process.stderr.write(
        `the engine keeps no trace ${args.traceId}; spans arrive up to a second after they end\n`,
      );
      return EXIT.no;
    }
    const lines = [...linesOfHits(trace)];
    for (const other of trace.linkedFrom) {
      const linked = await traces.read(other);
      const hits = linked ? linesOfHits(linked) : [];
      if (hits.length > 0) lines.push(`in trace ${other}, which links to this one:`, ...hits);
    }
    process.stdout.write(lines.length > 0 ? `${lines.join('\n')}\n` : 'no rule acted in this trace\n');
    return lines.length > 0 ? EXIT.ok : EXIT.no;
  },
});
