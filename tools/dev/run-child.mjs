import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and gives its exit status. It stands in a process group of its own, which is ended with this
 * process: a signal to this one alone would leave the program's own children behind.
 * @param onOutput told what the program prints; without it, the program prints by itself.
 */
export function runChild(program, args, { onOutput, ...options } = {}) {
  const child = spawn(program, args, {
    ...options,
    stdio: onOutput ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', onOutput);
  const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
  const end = (signal) => {
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM');
    } catch {}
    process.exit(signals[signal]);
  };
  for (const signal of Object.keys(signals)) process.on(signal, end);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  }).finally(() => {
    for (const signal of Object.keys(signals)) process.off(signal, end);
  });
}
