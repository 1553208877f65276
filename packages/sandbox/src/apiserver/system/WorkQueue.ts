/**
 * Runs work for keys one after the other, after the change that caused it is
 * over. A key that is added again before its turn has one turn.
 */
export class WorkQueue {
  private readonly waiting = new Set<string>();
  private scheduled: NodeJS.Immediate | undefined;
  private stopped = false;

  private constructor(private readonly work: (key: string) => void) {}

  static create(work: (key: string) => void): WorkQueue {
    return new WorkQueue(work);
  }

  add(key: string): void {
    this.waiting.add(key);
    this.schedule();
  }

  stop(): void {
    this.stopped = true;
    this.waiting.clear();
    if (this.scheduled) {
      clearImmediate(this.scheduled);
    }
  }

  private schedule(): void {
    if (!this.scheduled && !this.stopped) {
      this.scheduled = setImmediate(() => this.run());
    }
  }

  private run(): void {
    this.scheduled = undefined;
    const [key] = this.waiting;
    if (key !== undefined) {
      this.waiting.delete(key);
      this.attempt(key);
    }
    if (this.waiting.size) {
      this.schedule();
    }
  }

  private attempt(key: string): void {
    try {
      this.work(key);
    } catch (error) {
      // One odd object must not end the server; its next change is another try.
      const text = error instanceof Error ? error.stack : String(error);
      process.stderr.write(`sandbox: work for ${key} failed: ${text}\n`);
    }
  }
}
