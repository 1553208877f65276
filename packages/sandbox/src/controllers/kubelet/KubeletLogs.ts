import { PodLogOptions, PodLogSource } from '../../apiserver/logs';
import { Pod } from '../../client/objects';
import { RESOURCES } from '../../client/resources';
import { ControllerContext } from '../ControllerContext';
import { logLines, LogLine } from './logLines';

/** How often a log that is followed is looked at again. */
const FOLLOW_MS = 250;

/** Logs of containers that do not run: what they would say, made up from when they started. */
export class KubeletLogs implements PodLogSource {
  private constructor(
    private readonly context: ControllerContext,
    private readonly clusterName: string,
  ) {}

  static create(context: ControllerContext, clusterName: string): KubeletLogs {
    return new KubeletLogs(context, clusterName);
  }

  read(
    namespace: string,
    pod: string,
    container: string,
    options: PodLogOptions,
  ): AsyncIterable<string> | undefined {
    const found = this.find(namespace, pod);
    if (!found || !hasStarted(found, container, options.previous)) {
      return undefined;
    }
    return this.lines(found, container, options);
  }

  private find(namespace: string, name: string): Pod | undefined {
    return this.context.informer(RESOURCES.pods).get(name, namespace);
  }

  private async *lines(
    pod: Pod,
    container: string,
    options: PodLogOptions,
  ): AsyncGenerator<string> {
    const { name, namespace = '', uid } = pod.metadata;
    const all = logLines(pod, container, this.clusterName, options.previous);
    const wanted = all.filter(
      line => !options.since || line.at > options.since,
    );
    const { tailLines } = options;
    const start =
      tailLines === undefined ? 0 : Math.max(0, wanted.length - tailLines);
    let last = wanted[wanted.length - 1]?.at ?? new Date(0);
    for (const line of wanted.slice(start)) {
      yield format(line, options);
    }
    while (options.follow && !options.signal.aborted) {
      await pause(FOLLOW_MS, options.signal);
      const now = this.find(namespace, name);
      if (!now || now.metadata.uid !== uid) {
        return;
      }
      const fresh = after(
        logLines(now, container, this.clusterName, false),
        last,
      );
      for (const line of fresh) {
        last = line.at;
        yield format(line, options);
      }
      if (!isRunning(now, container)) {
        return;
      }
    }
  }
}

function after(lines: LogLine[], time: Date): LogLine[] {
  return lines.filter(line => line.at > time);
}

function format(line: LogLine, { timestamps }: PodLogOptions): string {
  return timestamps ? `${line.at.toISOString()} ${line.text}` : line.text;
}

function statusOf(pod: Pod, container: string) {
  return [
    ...(pod.status.containerStatuses ?? []),
    ...(pod.status.initContainerStatuses ?? []),
  ].find(one => one.name === container);
}

function hasStarted(pod: Pod, container: string, previous: boolean): boolean {
  const status = statusOf(pod, container);
  return previous
    ? status?.lastState.terminated !== undefined
    : Boolean(status && !status.state.waiting);
}

function isRunning(pod: Pod, container: string): boolean {
  return statusOf(pod, container)?.state.running !== undefined;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
