import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureKafkaJars, KAFKA_VERSION } from './kafka-jars.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kafka-jars-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('names the version of the Maven project', () => {
  const pom = readFileSync(new URL('../../../infra/kafka/pom.xml', import.meta.url), 'utf8');
  expect(pom).toContain(`<kafka.version>${KAFKA_VERSION}</kafka.version>`);
});

/** A Maven that copies one jar, then ends with `status`. */
function fakeMaven(status: number): NodeJS.ProcessEnv {
  const script = [
    '#!/bin/sh',
    'for a in "$@"; do case $a in -DoutputDirectory=*) echo jar > "$' + '{a#*=}/a.jar";; esac; done',
    `[ ${status} = 0 ] || echo '[ERROR] No route to host'`,
    `exit ${status}`,
  ];
  writeFileSync(join(dir, 'mvn'), `${script.join('\n')}\n`);
  chmodSync(join(dir, 'mvn'), 0o755);
  return { PATH: `${dir}:/usr/bin:/bin` };
}

it('leaves nothing of a download that failed, and says why', async () => {
  const cacheDir = join(dir, 'cache');
  const fetching = ensureKafkaJars({ cacheDir, env: fakeMaven(1) });
  await expect(fetching).rejects.toThrow("Kafka's jars cannot be fetched: No route to host");
  expect(readdirSync(cacheDir)).toEqual([]);
});

it('fetches once', async () => {
  const cacheDir = join(dir, 'cache');
  const told: string[] = [];
  const options = { cacheDir, env: fakeMaven(0), onProgress: (text: string) => void told.push(text) };
  const folder = await ensureKafkaJars(options);
  expect(readdirSync(folder)).toEqual(['a.jar']);
  expect(await ensureKafkaJars({ ...options, env: { PATH: '' } })).toBe(folder);
  expect(told).toHaveLength(1);
});
