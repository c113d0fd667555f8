import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJava } from './java.js';
import { kafkaAvailability } from './kafka-jars.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'java-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A folder whose program `name` prints `line` on standard error, as Java does. */
function folderWith(name: string, line: string): string {
  const bin = join(dir, line.replaceAll(/\W/g, ''), 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, name), `#!/bin/sh\necho '${line}' >&2\n`);
  chmodSync(join(bin, name), 0o755);
  return bin;
}

const java21 = 'openjdk version "21.0.2" 2024-01-16';
const java11 = 'openjdk version "11.0.22" 2024-01-16';
const java8 = 'java version "1.8.0_292"';

it('takes the Java of JAVA_HOME before the one on PATH', async () => {
  const home = join(folderWith('java', java21), '..');
  const found = await findJava({ JAVA_HOME: home, PATH: folderWith('java', java11) });
  expect(found).toEqual({ ok: true, java: join(home, 'bin', 'java'), version: '21.0.2' });
});

it('goes on to PATH where JAVA_HOME is too old or wrong', async () => {
  const path = folderWith('java', java21);
  for (const home of [join(folderWith('java', java8), '..'), join(dir, 'nowhere')]) {
    const found = await findJava({ JAVA_HOME: home, PATH: path });
    expect(found).toEqual({ ok: true, java: join(path, 'java'), version: '21.0.2' });
  }
});

it('says what is missing', async () => {
  expect(await findJava({ PATH: dir })).toEqual({ ok: false, reason: 'no Java 17 or newer found' });
  expect(await findJava({ PATH: folderWith('java', java11) })).toEqual({
    ok: false,
    reason: 'no Java 17 or newer found (only 11.0.22)',
  });
  expect(await kafkaAvailability({ env: { PATH: folderWith('java', java21) }, cacheDir: dir })).toEqual({
    ok: false,
    reason: "Maven is missing and Kafka's jars are not cached yet",
  });
});
