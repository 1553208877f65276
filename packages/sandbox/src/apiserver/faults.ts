/** Which writes a made-up admission webhook denies. Absent parts match all. */
export interface DenyWebhook {
  /** Name of the webhook, as the message shows it. */
  name: string;
  message: string;
  /** Plural of the resource. */
  resource?: string;
  namespace?: string;
  objectName?: string;
  operations?: Array<'CREATE' | 'UPDATE' | 'DELETE'>;
}

/** Trouble that an API server makes on demand; an absent field means none. */
export interface FaultSettings {
  /** Requests are taken and not answered; open watches say nothing. */
  hang?: boolean;
  /** Each request is answered with this error. */
  refuse?: { status: number; message?: string; retryAfterSeconds?: number };
  /** Each request waits before it is looked at. */
  delayMs?: number;
  /** Users whose tokens are no longer known. */
  revokedUsers?: string[];
  denyWebhook?: DenyWebhook;
}

/** The faults of one API server, changeable while it runs. */
export class ApiServerFaults {
  private settings: FaultSettings = {};
  private waiting: Array<() => void> = [];
  private readonly cutters = new Set<() => void>();
  private readonly healed = new Set<() => void>();

  private constructor() {}

  /** No faults. */
  static create(): ApiServerFaults {
    return new ApiServerFaults();
  }

  /** What is set at this moment. */
  current(): Readonly<FaultSettings> {
    return this.settings;
  }

  /** Changes some settings; `undefined` takes a fault away. */
  set(change: FaultSettings): void {
    this.settings = { ...this.settings, ...change };
    if (!this.settings.hang) {
      this.release();
    }
  }

  /** Takes all faults away; requests that hang go on. */
  heal(): void {
    this.settings = {};
    this.release();
  }

  /** Resets the connection of every open watch. */
  cutWatches(): void {
    for (const cut of [...this.cutters]) {
      cut();
    }
  }

  /** Resolves at once, or when the server no longer hangs. */
  whenAwake(): Promise<void> {
    return this.settings.hang
      ? new Promise(resolve => this.waiting.push(resolve))
      : Promise.resolve();
  }

  /** Registers an open watch. */
  onCut(cut: () => void): () => void {
    this.cutters.add(cut);
    return () => this.cutters.delete(cut);
  }

  /** Calls back whenever hanging ends. */
  onAwake(listener: () => void): () => void {
    this.healed.add(listener);
    return () => this.healed.delete(listener);
  }

  private release(): void {
    const waiting = this.waiting;
    this.waiting = [];
    waiting.forEach(resume => resume());
    this.healed.forEach(listener => listener());
  }
}
