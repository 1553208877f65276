/**
 * The present of one look at a cluster, and the moment at which another look
 * may give another verdict although no object has changed.
 */
export class Deadlines {
  private next: number | undefined;

  private constructor(private readonly now: Date) {}

  static at(now: Date): Deadlines {
    return new Deadlines(now);
  }

  /** Whether a time lies at least so many seconds back. A deadline that is still to come is kept in mind. */
  passed(since: string | undefined, seconds: number): boolean {
    const start = since === undefined ? Number.NaN : Date.parse(since);
    if (Number.isNaN(start)) {
      return false;
    }
    const end = start + seconds * 1000;
    if (end <= this.now.getTime()) {
      return true;
    }
    this.next = Math.min(this.next ?? end, end);
    return false;
  }

  /** Whole minutes since a time; 0 when it is not known. */
  minutesSince(since: string | undefined): number {
    const start = since === undefined ? Number.NaN : Date.parse(since);
    return Number.isNaN(start)
      ? 0
      : Math.max(0, Math.floor((this.now.getTime() - start) / 60_000));
  }

  /** ISO time of the next deadline, if there is one. */
  get reviewAt(): string | undefined {
    const latestDate = 8.64e15;
    return this.next === undefined || this.next > latestDate
      ? undefined
      : new Date(this.next).toISOString();
  }
}
