import { Backoff } from './Backoff';
import { ManualClock } from './__testUtils__/clocks';
import { createDeadline, sleep, untilAborted } from './clock';
import { decideOnFailure, type FailureSituation } from './failurePolicy';
import { ListGate } from './ListGate';
import { toRetryAfter } from './retryAfter';

describe('Backoff', () => {
  it('doubles from 0.8 s to 30 s', () => {
    const clock = new ManualClock();
    clock.chance = 1;
    const backoff = new Backoff(clock);
    const waits = Array.from({ length: 8 }, () => backoff.next());
    expect(waits).toEqual([
      800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000,
    ]);
  });

  it('jitters down to the half', () => {
    const clock = new ManualClock();
    clock.chance = 0;
    expect(new Backoff(clock).next()).toBe(400);
  });

  it('begins again after two minutes of health, and not before', () => {
    const clock = new ManualClock();
    clock.chance = 1;
    const backoff = new Backoff(clock);
    clock.advance(backoff.next());
    clock.advance(120_000);
    const second = backoff.next();
    expect(second).toBe(1_600);
    clock.advance(second + 120_001);
    expect(backoff.next()).toBe(800);
  });

  it('never undercuts what the server asked for, and spreads it', () => {
    const clock = new ManualClock();
    clock.chance = 0;
    const backoff = new Backoff(clock);
    expect(backoff.next(20_000)).toBe(20_000);
    clock.chance = 1;
    expect(backoff.next(20_000)).toBe(25_000);
    expect(backoff.next(1)).toBe(3_200);
  });
});

describe('toRetryAfter', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    ['7', 7_000],
    [' 7 ', 7_000],
    ['0', 0],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Thu, 01 Jan 2025 00:00:30 GMT', 0],
    ['99999999999', 300_000],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    [undefined, undefined],
    [['7'], undefined],
  ])('reads %j as %j', (header, expected) => {
    expect(toRetryAfter(header, now)).toBe(expected);
  });
});

describe('decideOnFailure', () => {
  const first: FailureSituation = {
    synced: true,
    phase: 'watch',
    inSuccession: 1,
  };
  const again: FailureSituation = { ...first, inSuccession: 2 };
  const fresh: FailureSituation = { ...first, synced: false, phase: 'list' };
  const failure = (code: number | undefined, reason = 'Reason') => ({
    code,
    reason,
    message: '',
    causes: [],
  });
  it.each([
    ['the network, once', failure(undefined), first, 'stale', false, false],
    ['again', failure(undefined), again, 'unreachable', false, false],
    ['from the start', failure(undefined), fresh, 'unreachable', false, false],
    [
      'garbage',
      failure(undefined, 'MALFORMED'),
      again,
      'unreachable',
      true,
      false,
    ],
    ['401', failure(401), first, 'unauthorized', false, false],
    ['403', failure(403), first, 'forbidden', true, true],
    ['404', failure(404), first, 'absent', true, true],
    ['410', failure(410), first, undefined, true, false],
    ['410 again', failure(410), again, 'stale', true, false],
    [
      'Expired by its reason',
      failure(undefined, 'Expired'),
      first,
      undefined,
      true,
      false,
    ],
    ['429', failure(429), again, 'stale', false, false],
    ['500', failure(500), first, 'stale', false, false],
    ['500 again', failure(500), again, 'stale', true, false],
    ['503 from the start', failure(503), fresh, 'unreachable', false, false],
    ['a redirect', failure(302), first, 'stale', false, false],
  ] as const)('%s', (_, what, situation, state, relist, slow) => {
    expect(decideOnFailure(what, situation)).toEqual({ state, relist, slow });
  });
});

describe('ListGate', () => {
  it('lets the next in when one leaves, also by an error or in the queue', async () => {
    const gate = new ListGate(1);
    const { signal } = new AbortController();
    const left = new AbortController();
    const order: string[] = [];
    let release = () => {};
    const first = gate.run(
      () => new Promise<void>(resolve => (release = resolve)),
      signal,
    );
    const second = gate.run(async () => order.push('second'), left.signal);
    const third = gate.run(async () => {
      order.push('third');
      throw new Error('third');
    }, signal);
    const fourth = gate.run(async () => order.push('fourth'), signal);
    left.abort(new Error('left'));
    await expect(second).rejects.toThrow('left');
    release();
    await first;
    await expect(third).rejects.toThrow('third');
    await fourth;
    expect(order).toEqual(['third', 'fourth']);
    await expect(gate.run(async () => 'free', signal)).resolves.toBe('free');
  });
});

describe('clock', () => {
  it('tells an expired deadline from an aborted parent', () => {
    const clock = new ManualClock();
    const parent = new AbortController();
    const expired = createDeadline(clock, 100);
    const aborted = createDeadline(clock, 100, parent.signal);
    parent.abort();
    expect([aborted.signal.aborted, aborted.expired]).toEqual([true, false]);
    clock.advance(60);
    expired.extend();
    clock.advance(60);
    expect(expired.signal.aborted).toBe(false);
    clock.advance(60);
    expect([expired.signal.aborted, expired.expired]).toEqual([true, true]);
    const cleared = createDeadline(clock, 100);
    cleared.clear();
    clock.advance(200);
    expect(cleared.signal.aborted).toBe(false);
    expect(createDeadline(clock, 1, parent.signal).signal.aborted).toBe(true);
  });

  it('sleeps until the time or the signal', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const slept = sleep(clock, 100, controller.signal);
    clock.advance(100);
    await slept;
    const cut = sleep(clock, 100, controller.signal);
    controller.abort();
    await cut;
    await sleep(clock, 100, controller.signal);
    expect(clock.waits).toEqual([]);
    await expect(
      untilAborted(new Promise(() => {}), controller.signal),
    ).rejects.toThrow('aborted');
  });
});
