/**
 * How long things take. A speed of 1 is true to life; 50 lets tests see in a
 * fifth of a second what takes ten.
 */
export class Clock {
  private readonly pending = new Map<NodeJS.Timeout, () => void>();

  private constructor(
    private readonly speed: number,
    private readonly least: (namespace: string) => number,
  ) {}

  /** `least` says how fast it must be at least in a namespace. */
  static create(
    speed: number,
    least: (namespace: string) => number = () => 0,
  ): Clock {
    return new Clock(speed, least);
  }

  /** Milliseconds of real time that so many seconds take. */
  ms(seconds: number, namespace = ''): number {
    return (seconds * 1000) / Math.max(this.speed, this.least(namespace));
  }

  /** Settles after so many seconds, or at once when the clock is stopped. */
  wait(seconds: number, namespace = ''): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(() => {
        this.pending.delete(timer);
        resolve();
      }, this.ms(seconds, namespace));
      this.pending.set(timer, resolve);
    });
  }

  stop(): void {
    for (const [timer, resolve] of this.pending) {
      clearTimeout(timer);
      resolve();
    }
    this.pending.clear();
  }
}

/** Remembers since when each object has been in its present stage. */
export class Stages {
  private readonly entries = new Map<
    string,
    { stage: string; since: number }
  >();

  /** Milliseconds since an object was first seen in a stage. */
  elapsed(uid: string, stage: string): number {
    const entry = this.entries.get(uid);
    if (entry?.stage === stage) {
      return Date.now() - entry.since;
    }
    this.entries.set(uid, { stage, since: Date.now() });
    return 0;
  }

  forget(uid: string): void {
    this.entries.delete(uid);
  }
}
