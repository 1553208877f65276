import type { Clock } from './clock';
import type { WatchState, WatchStatus } from './types';

/** Keeps the status of one watched type and says when it changes. */
export class WatchStatusTracker {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  #state: WatchState = 'connecting';
  #since: string;
  #lastContact?: string;
  #detail?: string;
  #quarantined = 0;

  constructor(options: { clock: Clock; onChange: () => void }) {
    this.#clock = options.clock;
    this.#onChange = options.onChange;
    this.#since = options.clock.date();
  }

  get status(): WatchStatus {
    return {
      state: this.#state,
      since: this.#since,
      lastContact: this.#lastContact,
      detail: this.#detail,
      quarantined: this.#quarantined,
    };
  }

  /** A byte has arrived. No change that anybody needs to hear of. */
  contact(): void {
    this.#lastContact = this.#clock.date();
  }

  /** Enters a state. A new detail of the same state keeps its age. */
  enter(state: WatchState, detail?: string): void {
    if (state === this.#state && detail === this.#detail) {
      return;
    }
    if (state !== this.#state) {
      this.#since = this.#clock.date();
    }
    this.#state = state;
    this.#detail = detail;
    this.#onChange();
  }

  quarantine(count: number): void {
    if (count !== this.#quarantined) {
      this.#quarantined = count;
      this.#onChange();
    }
  }
}
