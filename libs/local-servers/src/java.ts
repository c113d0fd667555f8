import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.js';

const OLDEST_JAVA = 17;

export type JavaFound =
  | { readonly ok: true; readonly java: string; readonly version: string }
  | { readonly ok: false; readonly reason: string };

/** The Java that Kafka can run on: that of `JAVA_HOME`, else the one on `PATH`; 17 or newer. */
export async function findJava(env: NodeJS.ProcessEnv = process.env): Promise<JavaFound> {
  const candidates = env.JAVA_HOME ? [join(env.JAVA_HOME, 'bin', 'java')] : [];
  const onPath = findProgram('java', env);
  if (onPath !== undefined) candidates.push(onPath);
  const tooOld: string[] = [];
  for (const java of candidates) {
    const version = await javaVersion(java);
    if (version === undefined) continue;
    if (Number.parseInt(version, 10) >= OLDEST_JAVA) return { ok: true, java, version };
    tooOld.push(version);
  }
  const found = tooOld.length > 0 ? ` (only ${tooOld.join(', ')})` : '';
  return { ok: false, reason: `no Java ${OLDEST_JAVA} or newer found${found}` };
}

/** The path of a program that stands on `PATH`. */
export function findProgram(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    if (folder === '') continue;
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  return undefined;
}

async function javaVersion(java: string): Promise<string | undefined> {
  const output = await run(java, ['-version'], { timeoutMs: 20_000 }).catch(() => '');
  // `openjdk version "17.0.15" 2025-04-15`; Java 8 calls itself 1.8.
  return /version "(\d[^"]*)"/.exec(output)?.[1];
}
