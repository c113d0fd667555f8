import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const BYTES_MAX = 64 * 1024;
const WIDTH_MAX = 300;

/** The last lines of a log, as a person reads them; empty where there is none. */
export function logTail(path: string, lines: number): readonly string[] {
  let text: string;
  try {
    text = lastBytes(path);
  } catch {
    return [];
  }
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-lines)
    .map((line) => readable(line).slice(0, WIDTH_MAX));
}

function lastBytes(path: string): string {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const buffer = Buffer.alloc(Math.min(size, BYTES_MAX));
    const read = readSync(file, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8', 0, read);
  } finally {
    closeSync(file);
  }
}

const LEVELS: Readonly<Record<number, string>> = { 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };

/** A line of a service's log is JSON: time, level, message and what went wrong are for people. */
function readable(line: string): string {
  let entry: { time?: unknown; level?: unknown; msg?: unknown; err?: { message?: unknown } } | null;
  try {
    entry = JSON.parse(line);
  } catch {
    return line;
  }
  if (typeof entry !== 'object' || entry === null || typeof entry.msg !== 'string') return line;
  const level = LEVELS[Number(entry.level)] ?? String(entry.level);
  const fault = typeof entry.err?.message === 'string' ? `: ${entry.err.message}` : '';
  return `${entry.time} ${level} ${entry.msg}${fault}`.replaceAll('\n', ' ');
}
