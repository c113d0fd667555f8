import { Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import {
  type CaseCommand,
  type CaseEvent,
  type CasePart,
  type CaseState,
  councilCase,
  isOpened,
  legalForCase,
  legalForParts,
  nextLimitOf,
} from '../../index.js';
import {
  asking,
  caseId,
  EXPORTER,
  ending,
  foreseeing,
  IMPORTER,
  level,
  opening,
  returned,
} from './case.spec-kit.js';
import { passedBy } from './case-limits.js';
import { isToldAlready } from './told-already.js';

const SEED = 20_261_201;
const START_MS = Date.parse('2026-03-01T07:00:00Z');
const at = (hours: number): string => new Date(START_MS + hours * 3_600_000).toISOString();

const TYPES = [
  'ForeseeCase',
  'AddCause',
  'OpenCase',
  'OpenForeseenCase',
  'EndCause',
  'TriageCase',
  'AssignCase',
  'AnswerCase',
  'EscalateCase',
  'RecordDirection',
  'ResolveCase',
  'WithdrawCase',
  'ReopenCase',
  'MarkCaseLimits',
  'EraseCaseTexts',
] as const satisfies readonly CaseCommand['type'][];

const adding = (occurredAt: string, causePosition: number): CaseCommand =>
  asking('AddCause', occurredAt, { subject: returned, text: 'x', causePosition });

/** Words make commands of one type differ, so that some say nothing new. */
function commandOf(type: (typeof TYPES)[number], occurredAt: string, word: string): CaseCommand {
  switch (type) {
    case 'ForeseeCase':
      return { ...foreseeing, occurredAt };
    case 'OpenCase':
      return { ...opening({ text: word }), occurredAt };
    case 'AddCause':
      return adding(occurredAt, word === 'a' ? 8 : 10);
    case 'EndCause':
      return ending(occurredAt);
    case 'TriageCase':
      return asking(type, occurredAt, { kind: 'customs-hold', priority: word === 'a' ? 'low' : 'high' });
    case 'AssignCase':
      return asking(type, occurredAt, { assignee: word });
    case 'AnswerCase':
      return asking(type, occurredAt, { assignee: 'a', text: word });
    case 'EscalateCase':
      return asking(type, occurredAt, { reason: word });
    case 'RecordDirection':
      return asking(type, occurredAt, { meetingId: caseId, decisionId: caseId, text: word });
    case 'ResolveCase':
      return asking(type, occurredAt, { outcome: 'corrected', text: word });
    case 'WithdrawCase':
      return asking(type, occurredAt, { text: word });
    case 'EraseCaseTexts':
      return asking(type, occurredAt, { reason: 'not-needed' });
    case 'ReopenCase': {
      return asking(type, occurredAt, { reopenedBy: EXPORTER, reason: word, serviceLevel: level });
    }
    default:
      return asking(type, occurredAt, {});
  }
}

/** Commands one behind the other, some hours between, each told when it happened or some hours behind. */
const lives = fc
  .array(
    fc.record({
      type: fc.constantFrom(...TYPES),
      hours: fc.integer({ min: 0, max: 60 }),
      word: fc.constantFrom('a', 'b'),
      late: fc.constantFrom(0, 0, 1, 2, 30),
    }),
    { maxLength: 40 },
  )
  .map((steps) => {
    let hours = 0;
    return steps.map(({ type, hours: more, word, late }) => {
      hours += more;
      return { ...commandOf(type, at(hours - late), word), toldAt: at(hours) };
    });
  });

interface Life {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
}

function tell({ state, events }: Life, command: CaseCommand): Life {
  try {
    const more = councilCase.decide(command, state);
    return { state: more.reduce(councilCase.evolve, state), events: [...events, ...more] };
  } catch (error) {
    if (error instanceof Rejection) return { state, events };
    throw error;
  }
}

/** Before each command, and behind the last. */
function livesOf(commands: readonly CaseCommand[]): readonly Life[] {
  const lives: Life[] = [{ state: councilCase.initialState, events: [] }];
  for (const command of commands) lives.push(tell(lives.at(-1) as Life, command));
  return lives;
}
const lastOf = (commands: readonly CaseCommand[]): Life =>
  commands.reduce(tell, { state: councilCase.initialState, events: [] });

it('a command that was taken leads to nothing new when it comes again at once', () => {
  fc.assert(
    fc.property(lives, (commands) => {
      for (const [index, { state }] of livesOf(commands).slice(0, -1).entries()) {
        const command = commands[index] as CaseCommand;
        let after: CaseState;
        try {
          after = councilCase.decide(command, state).reduce(councilCase.evolve, state);
        } catch {
          continue;
        }
        expect(councilCase.decide(command, after)).toEqual([]);
      }
    }),
    { seed: SEED },
  );
});

it('what is legal now is exactly what is not refused as a step, and each of it is for somebody or for the ledger', () => {
  const parts: readonly CasePart[] = ['firm', 'bringer', 'assignee', 'council', 'commission'];
  const own = ['ForeseeCase', 'AddCause', 'OpenForeseenCase', 'EndCause', 'MarkCaseLimits'];
  fc.assert(
    fc.property(lives, (commands) => {
      for (const { state } of livesOf(commands)) {
        const since = isOpened(state) ? (state.resolution?.at ?? state.since) : at(0);
        const now = isOpened(state) ? passedBy(state, since).reduce(councilCase.evolve, state) : state;
        const legal = legalForCase(now);
        expect([...legalForParts(now, parts), ...legal.filter((type) => own.includes(type))].sort()).toEqual(
          [...legal].sort(),
        );
        for (const type of TYPES) {
          const command = commandOf(type, since, 'c');
          if (isToldAlready(command, now)) continue;
          let refusal: unknown;
          try {
            councilCase.decide(command, now);
          } catch (error) {
            refusal = (error as Rejection).code;
          }
          expect([now.status, type, refusal === 'illegal-step']).toEqual([
            now.status,
            type,
            !legal.includes(type),
          ]);
        }
      }
    }),
    { seed: SEED },
  );
});

it('tells each limit once an opening, the rule once an opening, and lies before the Commission only while it is open', () => {
  fc.assert(
    fc.property(lives, (commands) => {
      const { events, state } = lastOf(commands);
      const openings: CaseEvent[][] = [];
      for (const event of events) {
        if (event.type === 'CaseOpened' || event.type === 'CaseReopened') openings.push([]);
        openings.at(-1)?.push(event);
      }
      for (const opening of openings) {
        const limits = opening.flatMap((event) =>
          event.type === 'CaseLimitMissed' ? [event.data.limit] : [],
        );
        expect(limits).toEqual([...new Set(limits)]);
        const rules = opening.filter(
          ({ type, data }) => type === 'CaseEscalated' && 'by' in data && data.by === 'rule',
        );
        expect(rules.length).toBeLessThanOrEqual(1);
      }
      expect(events.filter(({ type }) => type === 'CaseOpened').length).toBeLessThanOrEqual(1);
      expect(events.filter(({ type }) => type === 'CaseCauseEnded').length).toBeLessThanOrEqual(1);
      if (!isOpened(state)) return;
      expect(state.resolution !== undefined).toBe(state.status === 'resolved');
      if (state.status === 'resolved') expect(state.escalation).toBeUndefined();
      expect(state.firms).toContain(EXPORTER);
    }),
    { seed: SEED },
  );
});

/** When somebody tells it; the clock is looked at an hour behind. */
function toldMs({ type, occurredAt, toldAt = occurredAt }: CaseCommand): number {
  return Date.parse(toldAt) + (type === 'MarkCaseLimits' ? 3_600_000 : 0);
}

it('comes to the same however often somebody looks at the clock between', () => {
  fc.assert(
    fc.property(lives, fc.array(fc.nat({ max: 2_000 }), { maxLength: 20 }), (commands, hours) => {
      // An hour behind: what is written down by then counts as of when it happened.
      const look = (hour: number) => ({
        ...asking('MarkCaseLimits', at(hour - 1), {}),
        toldAt: at(hour - 1),
      });
      const steps = commands.filter(({ type }) => type !== 'MarkCaseLimits' && type !== 'ForeseeCase');
      const looked = [...steps, ...hours.map(look)]
        .map((command, index) => ({ command, index, ms: toldMs(command) }))
        .sort((a, b) => a.ms - b.ms || a.index - b.index)
        .map(({ command }) => command);
      const end = look(9_000);
      expect(lastOf([...looked, end])).toEqual(lastOf([...steps, end]));
    }),
    { seed: SEED },
  );
});

it('has something to tell right behind its next limit, and nothing before', () => {
  fc.assert(
    fc.property(lives, (commands) => {
      const { state } = lastOf(commands);
      const next = nextLimitOf(state);
      if (next === undefined) {
        if (isOpened(state)) expect(passedBy(state, at(9_000))).toEqual([]);
        return;
      }
      const type = state.status === 'foreseen' ? 'OpenForeseenCase' : 'MarkCaseLimits';
      const look = (ms: number) =>
        councilCase.decide(asking(type, new Date(Date.parse(next) + ms).toISOString(), {}), state);
      expect(look(0)).toEqual([]);
      expect(look(1).length).toBeGreaterThan(0);
    }),
    { seed: SEED },
  );
});

it('what is told of a hold in any order behind its beginning, and again, makes one case or none', () => {
  const process = fc.array(fc.constantFrom('foresee', 'end', 'look'), { maxLength: 12 });
  fc.assert(
    fc.property(process, fc.integer({ min: 1, max: 400 }), (order, heldHours) => {
      const place = { ...foreseeing, occurredAt: at(0) };
      // The end is never told before the beginning: the process manager tells both from the log.
      const commands = order.flatMap((what): readonly CaseCommand[] => {
        if (what === 'foresee') return [place];
        if (what === 'end') return [place, ending(at(heldHours))];
        return [asking('OpenForeseenCase', at(heldHours - 1), {})];
      });
      const { state } = lastOf([...commands, place, ending(at(heldHours))]);
      const isLate = heldHours > 120;
      expect(state.status).toBe(isLate ? 'resolved' : 'averted');
      if (isOpened(state)) {
        expect(state.resolution).toMatchObject({ by: 'cause', at: at(heldHours) });
        expect(state.firms).toEqual([EXPORTER, IMPORTER]);
      }
    }),
    { seed: SEED },
  );
});

it('what comes about again and again makes one case, which ends with all of it: in whatever order it is told, opened by hand or by itself', () => {
  const seen = new Set<string>();
  const stories = fc.record({
    // Hours between one return and the next, and from the last of them to the payment.
    gaps: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
    // How much of the log has come by each look; a firm's own opening, and the clock, come between.
    looks: fc.array(fc.tuple(fc.nat({ max: 6 }), fc.constantFrom('bus', 'clock', 'firm')), { maxLength: 8 }),
  });
  fc.assert(
    fc.property(stories, ({ gaps, looks }) => {
      const hours = [0];
      for (const gap of gaps) hours.push((hours.at(-1) ?? 0) + gap);
      const endedAt = hours.pop() ?? 0;
      const positions = hours.map((_, nth) => 20 + nth);
      const log: readonly CaseCommand[] = [
        ...hours.map(
          (hour, nth): CaseCommand =>
            nth === 0
              ? ({
                  ...foreseeing,
                  occurredAt: at(0),
                  data: { ...foreseeing.data, causePosition: 20 },
                } as CaseCommand)
              : adding(at(hour), 20 + nth),
        ),
        asking('EndCause', at(endedAt), { causePosition: 90, outcome: 'paid', text: 'x' }),
      ];
      let life: Life = { state: councilCase.initialState, events: [] };
      let known = 0;
      for (const [length, what] of [...looks, [log.length, 'bus'] as const]) {
        known = Math.max(known, what === 'bus' ? Math.min(length, log.length) : 0);
        const now = at((known > hours.length ? endedAt : hours[Math.max(known - 1, 0)]) ?? 0);
        // The process tells all that the log has, from its beginning, whatever the bus brought.
        const commands =
          what === 'bus'
            ? log.slice(0, known)
            : [what === 'clock' ? asking('OpenForeseenCase', now, {}) : { ...opening(), occurredAt: now }];
        life = commands.reduce(tell, life);
        if (known <= hours.length && isOpened(life.state)) expect(life.state.status).not.toBe('resolved');
      }
      const { state, events } = life;
      const added = events.flatMap((event) =>
        event.type === 'CaseCauseAdded' ? [event.data.causePosition] : [],
      );
      expect(added).toEqual(positions.slice(1));
      if (state.status === 'unknown') throw new Error('nothing was told');
      const byHand = events.some((event) => event.type === 'CaseOpened' && event.data.openedBy !== undefined);
      expect(state.status).toBe(byHand || endedAt > 120 ? 'resolved' : 'averted');
      if (isOpened(state)) expect(state.resolution).toMatchObject({ by: 'cause', outcome: 'paid' });
      expect(events.filter(({ type }) => type === 'CaseResolved' || type === 'CaseAverted')).toHaveLength(1);
      seen.add(`${byHand ? 'hand' : 'itself'} ${state.status} ${added.length > 0}`);
    }),
    { seed: SEED, numRuns: 500 },
  );
  for (const way of [
    'hand resolved true',
    'itself resolved true',
    'itself averted true',
    'itself averted false',
  ]) {
    expect(seen).toContain(way);
  }
});
