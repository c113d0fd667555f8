import {
  type ActionCommand,
  type ActionEvent,
  type ActionState,
  action,
  type FigureValue,
} from '@corridor/domain';
import { toMoneyJson } from '@corridor/kernel';
import { DAY_MS, localTime, MINUTE_MS } from '../corridor/local-time.js';
import { Stream } from '../lives/stream.js';
import type { Random } from '../random.js';
import type { Surroundings } from './surroundings.js';
import type { ActionPlan } from './tables/meetings.js';
import { ACTORS, HOME, type Part, type Seen, type Untimed, type World } from './world.js';

type ActionStream = Stream<ActionCommand, ActionEvent, ActionState>;

/** What is to be done behind a session, by whom and until when, and whether the figure moved that it is tied to. */
export class Actions implements Part {
  private readonly random: Random;
  private readonly positions = new Map<string, number>();
  private readonly actions = new Map<string, ActionStream>();

  constructor(
    private readonly world: World,
    private readonly around: Surroundings,
  ) {
    this.random = world.random(14);
  }

  get assigned(): readonly ActionStream[] {
    return [...this.actions.values()];
  }

  see({ streamId, position }: Seen): void {
    if (streamId.startsWith('action-')) this.positions.set(streamId, position);
  }

  assign(plan: ActionPlan, meetingId: string, decisionId: string, ms: number, place: string): void {
    const { world } = this;
    const actionId = this.random.uuid();
    const owner = `demo-${plan.owner}`;
    const stream: ActionStream = new Stream('action', actionId, action, [owner]);
    const say = (
      at: number,
      actor: string,
      command: (occurredAt: string) => Untimed<ActionCommand>,
      where: string = HOME,
    ): void => {
      world.say(
        at,
        actor,
        (occurredAt) => stream.decide({ ...command(occurredAt), occurredAt } as ActionCommand),
        where,
      );
    };
    const { figure: asked, due, extended, done, dropped, reviewed } = plan;
    const value = (on: string): FigureValue => this.valueOf(asked, on);
    say(
      ms + this.random.int(1, 90) * MINUTE_MS,
      ACTORS.commission,
      (occurredAt) => {
        this.actions.set(actionId, stream);
        const figure = asked && this.figureOf(asked);
        const baseline = { value: value(occurredAt.slice(0, 10)), asOf: world.position };
        const data = {
          actionId,
          meetingId,
          decisionId,
          owner,
          task: plan.task,
          dueOn: world.dayAt(due),
          ...(figure && { figure, baseline }),
        };
        return { type: 'AssignAction', data };
      },
      place,
    );
    for (const each of [due, ...(extended ? [extended.due] : [])])
      this.awaitDay(stream, actionId, world.dayAt(each));
    if (extended) {
      const data = { actionId, dueOn: world.dayAt(extended.due), reason: extended.reason };
      say(world.at(extended.at), ACTORS.commission, () => ({ type: 'ExtendAction', data }));
    }
    if (done !== undefined) {
      say(world.at(done), actorOf(plan.owner), (occurredAt) => {
        const data = {
          actionId,
          doneOn: occurredAt.slice(0, 10),
          note: 'Done as was asked; the report lies with the secretariat',
        };
        return { type: 'FinishAction', data };
      });
    }
    if (dropped) {
      const data = { actionId, reason: dropped.reason };
      say(world.at(dropped.at), ACTORS.commission, () => ({ type: 'DropAction', data }));
    }
    if (reviewed === undefined) return;
    say(world.at(reviewed), ACTORS.commission, (occurredAt) => {
      return {
        type: 'ReviewAction',
        data: { actionId, value: value(occurredAt.slice(0, 10)), asOf: world.position },
      };
    });
  }

  private figureOf(asked: NonNullable<ActionPlan['figure']>) {
    if (asked.name !== 'commitment-delivered') return asked;
    const { name, promise, direction } = asked;
    return { name, commitmentId: this.around.commitments.idOf(promise), direction };
  }

  private valueOf(asked: ActionPlan['figure'], on: string): FigureValue {
    const { cases, commitments, figures } = this.around;
    const usd = (minor: bigint): FigureValue => ({
      kind: 'money',
      ...toMoneyJson({ minor, currency: 'USD' }),
    });
    switch (asked?.name) {
      case 'bilateral-trade':
        return usd(figures.bilateral(asked.reporter, asked.partner, on));
      case 'commitment-delivered':
        return usd(commitments.deliveredCents(commitments.idOf(asked.promise)));
      default:
        return { kind: 'count', count: cases.open.length, unit: 'cases' };
    }
  }

  private awaitDay(stream: ActionStream, actionId: string, dueOn: string): void {
    const ms = Date.parse(`${dueOn}T00:00:00+05:00`) + DAY_MS + this.random.int(5, 50) * 1_000;
    this.world.mark(
      ms,
      () => this.positions.get(`action-${actionId}`) ?? 0,
      (now) => {
        const { state } = stream;
        if (state.status !== 'assigned' || state.dueOn !== dueOn) return undefined;
        const occurredAt = localTime(HOME, now);
        return stream.decide({
          type: 'MarkActionOverdue',
          occurredAt,
          data: { actionId, on: occurredAt.slice(0, 10) },
        });
      },
    );
  }
}

function actorOf(owner: string): string {
  if (owner === 'customs') return ACTORS.customs;
  if (owner === 'council') return ACTORS.council;
  if (owner.startsWith('bank-')) return `bank:demo-${owner}`;
  if (owner.startsWith('consulate-')) return `consulate:demo-${owner}`;
  return `trader:demo-${owner}`;
}
