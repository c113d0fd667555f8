import { derivedId } from '@corridor/contracts';
import {
  type FirmCommand,
  type FirmEvent,
  type FirmState,
  firm,
  firmId,
  type NationalId,
} from '@corridor/domain';
import { sectorOf } from '@corridor/reference-data';
import { EXPORTERS, IMPORTERS } from '../corridor/firms.js';
import { GOODS, type GoodsName } from '../corridor/goods.js';
import { HOUR_MS } from '../corridor/local-time.js';
import { Stream } from '../lives/stream.js';
import type { Random } from '../random.js';
import { ALL_PARTIES } from './parties.js';
import { PROMISES } from './tables/promises.js';
import { ACTORS, type World } from './world.js';

type FirmStream = Stream<FirmCommand, FirmEvent, FirmState>;

/** Firms that the state controls, beside those that promises name as such. */
const OF_STATE = ['railway', 'airline'];

/** The register of traders, as the Council keeps it: most firms in the first months, some later. */
export class FirmRegister {
  private readonly random: Random;
  private readonly streams = new Map<string, FirmStream>();

  constructor(private readonly world: World) {
    this.random = world.random(9);
    for (const [index, { participantId }] of ALL_PARTIES.entries()) {
      this.register(
        participantId,
        index,
        index % 5 === 4 ? this.random.between(0.15, 0.6) : 0.01 + index * 0.0006,
      );
    }
  }

  /** Whose a firm is, by what the register says now; `undefined` where it is not there. */
  ownerOf(participantId: string): 'state' | 'private' | 'mixed' | undefined {
    const state = this.streams.get(participantId)?.state;
    return state === undefined || state.status === 'unknown' ? undefined : state.ownership;
  }

  private register(participantId: string, index: number, share: number): void {
    const { world } = this;
    const party = ALL_PARTIES[index];
    if (!party) return;
    const stream: FirmStream = new Stream('firm', participantId, firm, [participantId]);
    this.streams.set(participantId, stream);
    const nationalIds = [nationalIdOf(party.country, index)];
    const trader = [...EXPORTERS, ...IMPORTERS].find(({ id }) => id === participantId);
    const details = {
      name: party.name,
      country: party.country,
      nationalIds,
      ownership: ownershipOf(participantId),
      sectors: sectorsOf(trader?.goods),
    };
    const registeredMs = world.say(world.at(share), ACTORS.council, (occurredAt) => {
      const claims = nationalIds.map(({ scheme, number }) => {
        const id = derivedId('corridor-ledger national id v1', scheme, number);
        const data = { scheme, number, participantId };
        return new Stream('firmid', id, firmId, [participantId]).decide({
          type: 'ClaimNationalId',
          occurredAt,
          data,
        });
      });
      const data = { participantId, ...details };
      return [...claims, stream.decide({ type: 'RegisterFirm', occurredAt, data })];
    });
    const step = (at: number, command: Pick<FirmCommand, 'type' | 'data'>): void => {
      world.say(Math.max(world.at(at), registeredMs + HOUR_MS), ACTORS.council, (occurredAt) =>
        stream.decide({ ...command, occurredAt } as FirmCommand),
      );
    };
    if (participantId === 'demo-produce-sahiwal') {
      step(0.62, {
        type: 'SuspendFirm',
        data: { participantId, reason: 'It did not answer to the Council for three months' },
      });
      step(0.66, {
        type: 'ReinstateFirm',
        data: { participantId, reason: 'It answered, and its papers are in order' },
      });
    }
    if (participantId === 'demo-metals-karaganda') {
      step(0.91, {
        type: 'SuspendFirm',
        data: { participantId, reason: 'Its licence to sell scrap has run out' },
      });
    }
    if (participantId === 'demo-clinics-astana') {
      const data = {
        participantId,
        ...details,
        ownership: 'state' as const,
        reason: 'The ministry took it over',
      };
      step(0.5, { type: 'ChangeFirm', data });
    }
  }
}

function ownershipOf(participantId: string): 'state' | 'private' | 'mixed' {
  const id = participantId.slice('demo-'.length);
  // It became the state's later.
  if (id === 'clinics-astana') return 'mixed';
  const sides = PROMISES.flatMap(({ sides, also = {} }) => [...Object.values(sides), ...Object.values(also)]);
  return sides.find((side) => side.firm === id)?.ownership ?? (OF_STATE.includes(id) ? 'state' : 'private');
}

function sectorsOf(goods: ReadonlySet<GoodsName> | 'all' | undefined): string[] {
  if (goods === undefined) return ['logistics'];
  if (goods === 'all') return ['consumer-goods', 'agriculture', 'textiles'];
  return [...new Set([...goods].flatMap((name) => GOODS[name].variants.map(({ hs6 }) => sectorOf(hs6))))];
}

/** A number of the form that the country gives, of nobody: all of them begin in the same way and count on. */
function nationalIdOf(country: string, index: number): NationalId {
  const serial = (digits: number): string => index.toString().padStart(digits, '0');
  switch (country) {
    case 'PK':
      return { scheme: 'PK-NTN', number: `9${serial(7)}` };
    case 'UZ':
      return { scheme: 'UZ-STIR', number: `999${serial(6)}` };
    case 'KG':
      return { scheme: 'KG-INN', number: `99999${serial(9)}` };
    case 'TJ':
      return { scheme: 'TJ-INN', number: `999${serial(6)}` };
    default:
      return { scheme: 'KZ-BIN', number: binOf(index) };
  }
}

/** The first number from `99014` on, by tens, that has a check digit. */
function binOf(index: number): string {
  for (let nth = index * 10; ; nth += 1) {
    const digits = [...`99014${nth.toString().padStart(6, '0')}`].map(Number);
    const remainder = (shift: number): number =>
      digits.reduce((sum, digit, at) => sum + digit * (((at + shift) % 11) + 1), 0) % 11;
    const first = remainder(0);
    const check = first === 10 ? remainder(2) : first;
    if (check < 10) return `${digits.join('')}${check}`;
  }
}
