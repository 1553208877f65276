/** Which part of a log is asked for. */
export interface PodLogOptions {
  /** The log of the container's run before this one. */
  previous: boolean;
  /** Only so many lines from the end. */
  tailLines?: number;
  /** Only lines written after this time. */
  since?: Date;
  /** Goes on with new lines until aborted or until the container ends. */
  follow: boolean;
  /** Each line begins with its time. */
  timestamps: boolean;
  /** Aborted when the reader goes away. */
  signal: AbortSignal;
}

/** Where the API server gets the logs of containers from: the kubelet. */
export interface PodLogSource {
  /**
   * Reads lines, without line breaks.
   * @returns `undefined` when there is no such log (no previous run, say)
   */
  read(
    namespace: string,
    pod: string,
    container: string,
    options: PodLogOptions,
  ): AsyncIterable<string> | undefined;
}

/**
 * A source that can be put into the API server before there is a kubelet: it
 * passes on to whichever source is connected.
 */
export class PodLogRelay implements PodLogSource {
  private source: PodLogSource | undefined;

  private constructor() {}

  /** A relay to nothing yet. */
  static create(): PodLogRelay {
    return new PodLogRelay();
  }

  /** From now on logs come from here. */
  connect(source: PodLogSource): void {
    this.source = source;
  }

  read(
    namespace: string,
    pod: string,
    container: string,
    options: PodLogOptions,
  ): AsyncIterable<string> | undefined {
    return this.source?.read(namespace, pod, container, options);
  }
}
