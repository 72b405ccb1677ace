import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Watchdog {
  readonly pid: number | undefined;
  add(pid: number): void;
  remove(pid: number): void;
  dispose(): Promise<void>;
}

/**
 * Shell script of the watchdog. If its input ends without `bye`, the engine has died. Children lead their own
 * process groups, so each group is killed.
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

/** Starts a small shell that kills the registered processes after the engine has died. */
export function startWatchdog(): Watchdog {
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'food-delivery-watchdog'], {
    detached: true,
    cwd: '/',
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(shell, 'exit').catch(() => undefined);
  shell.unref();
  // The engine works without its watchdog: the record in the data folder covers its children.
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
