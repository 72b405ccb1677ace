import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Watchdog {
  readonly pid: number | undefined;
  add(pid: number): void;
  remove(pid: number): void;
  dispose(): Promise<void>;
}

/**
 * End of input without a goodbye means that the engine died, however it died. Children lead their own process
 * group, so the group is killed with them.
 */
const SCRIPT = `
trap '' INT TERM HUP
pids=' '
while read -r line; do
  pid="\${line#?}"
  case "$line" in
    +*) pids="$pids$pid " ;;
    -*) case "$pids" in *" $pid "*) pids="\${pids%%" $pid "*} \${pids#*" $pid "}" ;; esac ;;
    bye) exit 0 ;;
  esac
done
for pid in $pids; do
  kill -9 "-$pid" 2>/dev/null
  kill -9 "$pid" 2>/dev/null
done
exit 0
`;

/** One small shell that outlives the engine just long enough to kill the registered processes. */
export function startWatchdog(): Watchdog {
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'food-delivery-watchdog'], {
    detached: true,
    cwd: '/',
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(shell, 'exit').catch(() => undefined);
  shell.unref();
  // If someone kills the watchdog the engine still works; the record in the data folder covers its children.
  shell.stdin.on('error', () => undefined);

  const say = (line: string): void => {
    if (shell.stdin.writable) shell.stdin.write(`${line}\n`);
  };
  return {
    pid: shell.pid,
    add: (pid) => say(`+${pid}`),
    remove: (pid) => say(`-${pid}`),
    async dispose() {
      if (shell.exitCode !== null || shell.signalCode !== null) return;
      shell.ref();
      shell.stdin.end('bye\n');
      await ended;
    },
  };
}
