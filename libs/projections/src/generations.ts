import type pg from 'pg';

export type GenerationState = 'building' | 'live' | 'retired';

/** One generation of a projection, and how far it has come. */
export interface GenerationStatus {
  readonly name: string;
  readonly generation: number;
  readonly state: GenerationState;
  /** Every event up to here has been applied. */
  readonly position: number;
  /** RFC 3339 in UTC. */
  readonly updatedAt: string;
  /** Why it stands still; absent while all is well. */
  readonly error?: string;
}

type Queryable = Pick<pg.ClientBase, 'query'>;

interface GenerationRow {
  readonly name: string;
  readonly generation: number;
  readonly state: GenerationState;
  readonly position: string;
  readonly updated_at: Date;
  readonly error: string | null;
}

const COLUMNS = 'name, generation, state, position, updated_at, error';

/** The generations that are at work or being built, by name and number; a projection has a few at most. */
export async function generationsAtWork(client: Queryable): Promise<readonly GenerationStatus[]> {
  const { rows } = await client.query<GenerationRow>(
    `SELECT ${COLUMNS} FROM reporting.projections WHERE state <> 'retired' ORDER BY name, generation`,
  );
  return rows.map(toStatus);
}

/** The generation that readers see; before there is one, the first that is being built, made here if need be. */
export async function currentGeneration(client: Queryable, name: string): Promise<GenerationStatus> {
  const find = async (): Promise<GenerationStatus | undefined> => {
    const { rows } = await client.query<GenerationRow>(
      `SELECT ${COLUMNS} FROM reporting.projections WHERE name = $1 AND state <> 'retired'
       ORDER BY state = 'live' DESC, generation LIMIT 1`,
      [name],
    );
    return rows[0] && toStatus(rows[0]);
  };
  const found = await find();
  if (found) return found;
  await client.query(
    `INSERT INTO reporting.projections (name, generation, state)
     SELECT $1, coalesce(max(generation), 0) + 1, 'building' FROM reporting.projections WHERE name = $1
     ON CONFLICT DO NOTHING`,
    [name],
  );
  const made = await find();
  if (!made) throw new Error(`The projection ${name} has no generation.`);
  return made;
}

/** Begins a further generation beside the others. */
export async function newGeneration(client: Queryable, name: string): Promise<number> {
  const { rows } = await client.query<{ generation: number }>(
    `INSERT INTO reporting.projections (name, generation, state)
     SELECT $1, coalesce(max(generation), 0) + 1, 'building' FROM reporting.projections WHERE name = $1
     RETURNING generation`,
    [name],
  );
  const generation = rows[0]?.generation;
  if (generation === undefined) throw new Error(`The projection ${name} got no generation.`);
  return generation;
}

/** Shows the first generation to readers, once it has caught up. Another one that is live already stays. */
export async function goLive(client: Queryable, name: string, generation: number): Promise<void> {
  await client.query(
    `UPDATE reporting.projections SET state = 'live', updated_at = now()
     WHERE name = $1 AND generation = $2 AND state = 'building'
       AND NOT EXISTS (SELECT FROM reporting.projections WHERE name = $1 AND state = 'live')`,
    [name, generation],
  );
}

function toStatus({ name, generation, state, position, updated_at, error }: GenerationRow): GenerationStatus {
  return {
    name,
    generation,
    state,
    position: Number(position),
    updatedAt: updated_at.toISOString(),
    ...(error !== null && { error }),
  };
}
