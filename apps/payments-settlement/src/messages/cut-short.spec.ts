import { Overloaded } from '@corridor/event-store';
import { orSayWhatStands } from './cut-short.js';

async function* failing(error: Error): AsyncGenerator<string> {
  yield 'booked';
  throw error;
}

async function toldOf(error: Error): Promise<{ told: string[]; fault: unknown }> {
  const told: string[] = [];
  try {
    for await (const each of orSayWhatStands(failing(error))) told.push(each);
    return { told, fault: undefined };
  } catch (fault) {
    return { told, fault };
  }
}

it('a file that finds no room in the middle is not said to have left nothing', async () => {
  const { told, fault } = await toldOf(new Overloaded());
  expect(told).toEqual(['booked']);
  expect(fault).toMatchObject({
    problem: { status: 503, code: 'overloaded', detail: expect.stringContaining('Send the same file again') },
  });
});

it('what else fails is told as it is', async () => {
  const error = new Error('another');
  expect((await toldOf(error)).fault).toBe(error);
});
