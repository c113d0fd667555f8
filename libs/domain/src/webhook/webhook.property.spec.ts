import { Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import { type WebhookCommand, type WebhookState, webhook } from '../index.js';

const SEED = 20_261_127;
const AT = '2026-11-02T09:00:00Z';
const webhookId = '0191d8a0-0000-7000-8000-0000000000f1';
const bank = 'demo-bank-karachi';

const position = fc.integer({ min: 1, max: 50 });
const command: fc.Arbitrary<WebhookCommand> = fc
  .oneof(
    fc.constantFrom('https://a.example.com/', 'https://b.example.com/').map((url) => ({
      type: 'RegisterWebhook' as const,
      data: { webhookId, bank, url, secretId: 's0' },
    })),
    fc.constantFrom('s1', 's2').map((secretId) => ({
      type: 'RotateSecret' as const,
      data: { webhookId, secretId, previousUntil: AT },
    })),
    fc.constant({ type: 'PauseWebhook' as const, data: { webhookId } }),
    fc.constant({ type: 'ResumeWebhook' as const, data: { webhookId } }),
    fc.constantFrom('failing' as const, 'gone' as const).map((reason) => ({
      type: 'DisableWebhook' as const,
      data: { webhookId, reason, failingSince: AT, attempts: 3 },
    })),
    fc.record({ replayId: fc.constantFrom('r1', 'r2'), from: position, to: position }).map((range) => ({
      type: 'AskReplay' as const,
      data: { webhookId, ...range },
    })),
    // Seldom: nothing comes behind it.
    fc.integer({ min: 0, max: 9 }).map((n) => ({
      type: n === 0 ? ('EndWebhook' as const) : ('ResumeWebhook' as const),
      data: { webhookId },
    })),
  )
  .map((asked) => ({ ...asked, occurredAt: AT }) as WebhookCommand);

/** What a command leads to; the state as it was where it is refused. */
function after(state: WebhookState, asked: WebhookCommand): WebhookState {
  try {
    return webhook.decide(asked, state).reduce(webhook.evolve, state);
  } catch (error) {
    if (error instanceof Rejection) return state;
    throw error;
  }
}

it('a command that was taken leads to nothing new when it comes again at once', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), command, (commands, last) => {
      const before = commands.reduce(after, webhook.initialState);
      let state: WebhookState;
      try {
        state = webhook.decide(last, before).reduce(webhook.evolve, before);
      } catch (error) {
        if (error instanceof Rejection) return;
        throw error;
      }
      expect(webhook.decide(last, state)).toEqual([]);
    }),
    { seed: SEED },
  );
});

it('keeps its bank and its address, ends for good, and is disabled for a reason or not at all', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
      let state: WebhookState = webhook.initialState;
      for (const asked of commands) {
        const before = state;
        state = after(state, asked);
        if (state.status === 'unknown') continue;
        expect(state.bank).toBe(bank);
        expect(state.status === 'disabled').toBe(state.disabledBy !== undefined);
        if (before.status === 'unknown') continue;
        expect(state.url).toBe(before.url);
        if (before.status === 'ended') expect(state.status).toBe('ended');
      }
    }),
    { seed: SEED },
  );
});
