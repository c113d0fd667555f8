import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  endProcess,
  kafkaPidFile,
  postgresPidFile,
  runningPid,
  send,
  stopLeftKafka,
  stopLeftPostgres,
  waitForEnd,
} from '@corridor/local-servers';
import type { DataFolder } from './data-folder.js';

// A service gives itself nine seconds to finish what is under way.
const SERVICE_MS_MAX = 10_000;
const GUARDIAN_MS_MAX = 5_000;

/**
 * Ends all that runs on a data folder, in good order: the services, then the servers that they need. It goes by the pid
 * files alone, so that whoever is left can do it: the start itself, its guardian, or the next start.
 */
export async function endEverything(folder: DataFolder): Promise<void> {
  await Promise.all(
    servicePids(folder).map((pid) =>
      endProcess(pid, { signal: 'SIGTERM', graceMs: SERVICE_MS_MAX, group: true }),
    ),
  );
  await Promise.all([stopLeftPostgres(folder.postgres), stopLeftKafka(folder.kafka)]);
  for (const name of namesIn(folder.run)) rmSync(join(folder.run, name), { force: true });
}

/**
 * Ends what a killed start left running: it holds data and ports. That start's guardian may be at the same; it goes first, as it
 * would take the next start's processes for those it has to end.
 */
export async function endLeftBehind(folder: DataFolder): Promise<void> {
  const guardian = runningPid(folder.guardianPid);
  if (guardian !== undefined) await endProcess(guardian, { signal: 'SIGKILL', graceMs: GUARDIAN_MS_MAX });
  await endEverything(folder);
}

/** Ends all at once, without good order; nothing that was recorded is lost. */
export async function killEverything(folder: DataFolder): Promise<void> {
  const services = servicePids(folder);
  for (const pid of services) send(-pid, 'SIGKILL');
  const kafka = runningPid(kafkaPidFile(folder.kafka));
  if (kafka !== undefined) send(-kafka, 'SIGKILL');
  const postgres = runningPid(postgresPidFile(folder.postgres));
  // SIGQUIT is PostgreSQL's immediate shutdown: killed itself, it would leave its own processes behind for a while.
  if (postgres !== undefined) send(postgres, 'SIGQUIT');
  const pids = [...services, kafka, postgres].filter((pid) => pid !== undefined);
  await Promise.all(pids.map((pid) => waitForEnd(pid, 5_000)));
}

/** Whether anything still runs on a data folder. */
export function isAnythingRunning(folder: DataFolder): boolean {
  const servers = [postgresPidFile(folder.postgres), kafkaPidFile(folder.kafka)];
  return servicePids(folder).length > 0 || servers.some((file) => runningPid(file) !== undefined);
}

const servicePids = (folder: DataFolder): readonly number[] =>
  namesIn(folder.run)
    .map((name) => runningPid(join(folder.run, name)))
    .filter((pid) => pid !== undefined);

const namesIn = (path: string): readonly string[] => (existsSync(path) ? readdirSync(path) : []);
