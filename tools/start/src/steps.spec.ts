import { Steps } from './steps.js';

let now: number;
let written: string;
let terminal: { isTTY: boolean; columns: number; write: (text: string) => void };
beforeEach(() => {
  now = 0;
  written = '';
  terminal = {
    isTTY: false,
    columns: 200,
    write: (text) => {
      written += text;
    },
  };
});
const squeezed = () => written.replaceAll(/ +/g, ' ');
const gate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

describe('where no person looks on', () => {
  it('prints a line at the end of each step, with its last words and its time', async () => {
    const steps = new Steps(terminal, () => now);
    const result = await steps.run('PostgreSQL', async (progress) => {
      progress('making its data');
      progress('18, port 5433');
      now += 1_260;
      return 7;
    });
    expect(result).toBe(7);
    expect(squeezed()).toBe(' ✓ PostgreSQL 1.3 s 18, port 5433\n');
  });

  it('tells every five seconds how far a long step is', async () => {
    const steps = new Steps(terminal, () => now);
    const { open, opened } = gate();
    const running = steps.run('demo', async (progress) => {
      progress('10 of 90');
      await opened;
    });
    for (now = 0; now <= 11_000; now += 1_000) steps.tick();
    open();
    await running;
    expect(squeezed()).toBe(' … demo 5.0 s 10 of 90\n … demo 10.0 s 10 of 90\n ✓ demo 12.0 s 10 of 90\n');
  });

  it('marks a step that failed, and passes its error on', async () => {
    const steps = new Steps(terminal, () => now);
    const failing = steps.run('Kafka', async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(squeezed()).toBe(' ✗ Kafka 0.0 s\n');
  });
});

it('keeps the lines of steps at work below, on a terminal, and no wider than it is', async () => {
  Object.assign(terminal, { isTTY: true, columns: 12 });
  const steps = new Steps(terminal, () => now);
  const [a, b] = [gate(), gate()];
  const first = steps.run('a', () => a.opened);
  const second = steps.run('b', () => b.opened);
  written = '';
  steps.line('a word');
  // Two live lines are taken away, the line printed, and both drawn again.
  expect(written).toBe('\x1b[2A\x1b[Ja word\n  ⠋ a      \n  ⠋ b      \n');
  a.open();
  await first;
  written = '';
  b.open();
  await second;
  expect(written.startsWith('\x1b[1A\x1b[J  ✓ b')).toBe(true);
});
