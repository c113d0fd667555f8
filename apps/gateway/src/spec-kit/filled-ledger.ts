import { createHash, randomUUID } from 'node:crypto';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { ROLES, type Role } from '@corridor/nest-kit';
import { startTestLedger } from '@corridor/testing';
import type pg from 'pg';
import { fillBorderCostCells } from './border-cost-cells.js';
import { fillClearanceCells } from './clearance-cells.js';
import { HEADS_SQL, PROGRESS_DAYS_SQL, STANDINGS_SQL } from './commitment-standings.js';
import { fillDutyCells } from './duty-cells.js';
import { fillHeldCells } from './held-cells.js';
import { fillPaymentCells } from './payment-cells.js';
import { fillSettledCells } from './settled-cells.js';
import { fillTimeCells } from './time-cells.js';
import { TRADE_CELLS_SQL } from './trade-cells.js';
import { fillTransitCells } from './transit-cells.js';

const READ_MODELS = [
  'accounts',
  'commitment-realisation',
  'cases',
  'consignments',
  'goods-values',
  'holds',
  'letters-of-credit',
  'meetings',
  'firm-conduct',
  'firms',
  'milestones',
  'mirror-gap',
  'official-trade',
  'payments',
  'routes',
  'services',
  'services-trade',
  'targets',
  'trade-facts',
  'transits',
  'transport-costs',
  'visa-applications',
  'visits',
  'engagements',
  'leads',
  'needs',
  'matches',
] as const;

export interface FactRow {
  readonly position: number;
  readonly month: string;
  readonly flow: 'export' | 'import';
  readonly cents: bigint;
  readonly reporter?: string;
  readonly partner?: string;
  readonly origin?: string;
  readonly hs6?: string;
  readonly sector?: string;
  readonly office?: string;
  readonly correction?: boolean;
  readonly consignmentId?: string;
  readonly declarationId?: string;
  readonly occurredAt?: string;
  readonly generation?: number;
}

export interface EventRow {
  readonly type?: string;
  readonly streamId?: string;
  readonly occurredAt?: string;
  /** Never before the event recorded last. */
  readonly recordedAt?: string;
  readonly actor?: string;
  readonly participants?: readonly string[];
  readonly data?: unknown;
}

/** A ledger whose read models a test fills by itself, row by row. */
export interface FilledLedger {
  readonly url: string;
  readonly owner: pg.Pool;
  /** Appends an event to the log and returns its position. */
  event(row?: EventRow): Promise<number>;
  fact(row: FactRow): Promise<void>;
  /** Says that all read models have come to `position`. */
  reach(position: number): Promise<void>;
  insert(table: string, row: Readonly<Record<string, unknown>>): Promise<void>;
  stop(): Promise<void>;
}

/** The key of each role's holder; the trader and the bank are those of the demo. */
export const keyOf = (role: Role): string => `key-of-the-${role}`;
export const PARTICIPANTS: Readonly<Record<Role, string>> = {
  bank: 'demo-bank-karachi',
  trader: 'demo-textiles-faisalabad',
  customs: 'demo-customs',
  reporter: 'demo-reporter',
  operator: 'demo-operator',
  commission: 'demo-commission',
  council: 'demo-council',
  consulate: 'demo-consulate-islamabad',
};

export async function startFilledLedger(): Promise<FilledLedger> {
  const ledger = await startTestLedger();
  const owner = ledgerPool(ledger.url);
  const store = new EventStore({ pool: owner });
  let facts = 0;
  const insert = async (table: string, row: Readonly<Record<string, unknown>>): Promise<void> => {
    const places = Object.keys(row).map((_, at) => `$${at + 1}`);
    const text = `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')})`;
    await owner.query(text, Object.values(row));
  };
  for (const role of ROLES) {
    const key_hash = createHash('sha256').update(keyOf(role)).digest();
    await insert('access.api_keys', { key_hash, participant: PARTICIPANTS[role], role, label: 'test' });
  }
  for (const name of READ_MODELS) {
    await insert('reporting.projections', { name, generation: 1, state: 'live', position: 0 });
  }
  return {
    url: ledger.url,
    owner,
    insert,
    event: async (row = {}) => {
      const { type = 'DeclarationCleared', streamId = `declaration-${randomUUID()}`, data = {} } = row;
      const { occurredAt = '2026-01-15T10:00:00+05:00', participants = [], recordedAt } = row;
      const result = await store.append({
        streams: [
          {
            streamId,
            expectedVersion: 'any',
            events: [{ type, schemaVersion: 1, occurredAt, data, participants }],
          },
        ],
        actor: row.actor ?? 'customs:demo-customs',
        correlationId: randomUUID(),
        ...(recordedAt && { recordedAt }),
      });
      return result.position;
    },
    fact: (row) => {
      facts += 1;
      const { reporter = 'PK', partner = 'KZ', flow } = row;
      return insert('reporting.trade_facts', {
        generation: row.generation ?? 1,
        position: row.position,
        fact: facts,
        reporter,
        partner,
        country_of_origin: row.origin ?? (flow === 'export' ? reporter : partner),
        country_of_consignment: flow === 'export' ? null : partner,
        flow,
        month: `${row.month}-01`,
        accepted_on: `${row.month}-15`,
        hs6: row.hs6 ?? '620342',
        sector: row.sector ?? 'textiles',
        consignment_id: row.consignmentId ?? randomUUID(),
        declaration_id: row.declarationId ?? randomUUID(),
        line_number: 1,
        net_mass_kg: '1',
        value_usd_cents: row.cents,
        correction: row.correction ?? false,
        participants: [],
        demo: false,
        customs_office: row.office ?? 'PKKHI',
        occurred_at: row.occurredAt ?? `${row.month}-15T10:00:00+05:00`,
      });
    },
    reach: async (position) => {
      await owner.query('DELETE FROM reporting.commitment_standings');
      await owner.query(STANDINGS_SQL);
      await owner.query('DELETE FROM reporting.commitment_heads');
      await owner.query(HEADS_SQL);
      await owner.query('DELETE FROM reporting.commitment_progress_days');
      await owner.query(PROGRESS_DAYS_SQL);
      await owner.query(TRADE_CELLS_SQL);
      await fillSettledCells(owner);
      await fillPaymentCells(owner);
      await fillTimeCells(owner);
      await fillBorderCostCells(owner);
      await fillHeldCells(owner);
      await fillClearanceCells(owner);
      await fillDutyCells(owner);
      await fillTransitCells(owner);
      await owner.query(`UPDATE reporting.projections SET position = $1 WHERE state = 'live'`, [position]);
    },
    stop: async () => {
      await owner.end();
      await ledger.stop();
    },
  };
}
