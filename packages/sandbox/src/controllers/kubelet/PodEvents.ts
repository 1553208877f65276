import { ApiClient } from '../../client/ApiClient';
import { EventRecorder } from '../../client/EventRecorder';
import { Container, Pod } from '../../client/objects';
import { ControllerContext } from '../ControllerContext';

/** What containerd says of an image that no registry has. */
export function pullProblem(image: string): string {
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
}

/** The events of the kubelet, in its words. */
export class PodEvents {
  private readonly recorders = new Map<string, EventRecorder>();

  private constructor(
    private readonly context: ControllerContext,
    private readonly client: ApiClient,
  ) {}

  static create(context: ControllerContext, client: ApiClient): PodEvents {
    return new PodEvents(context, client);
  }

  attached(pod: Pod, volume: string): void {
    const message = `AttachVolume.Attach succeeded for volume "${volume}" `;
    this.recorder('attachdetach-controller').record({
      object: pod,
      type: 'Normal',
      reason: 'SuccessfulAttachVolume',
      message,
    });
  }

  mountFailed(pod: Pod, mount: { volume: string; name: string }): void {
    this.warn(
      pod,
      'FailedMount',
      `MountVolume.SetUp failed for volume "${mount.volume}" : configmap "${mount.name}" not found`,
    );
  }

  started(pod: Pod): void {
    const { initContainers = [], containers } = pod.spec;
    const all = [
      ...initContainers.map(one => ({ one, list: 'initContainers' })),
      ...containers.map(one => ({ one, list: 'containers' })),
    ];
    for (const { one, list } of all) {
      const path = `spec.${list}{${one.name}}`;
      this.say(
        pod,
        'Pulled',
        `Container image "${one.image}" already present on machine`,
        path,
      );
      this.say(pod, 'Created', `Created container: ${one.name}`, path);
      this.say(pod, 'Started', `Started container ${one.name}`, path);
    }
  }

  pullFailed(pod: Pod, { image, name }: Container): void {
    const path = `spec.containers{${name}}`;
    this.say(pod, 'Pulling', `Pulling image "${image}"`, path);
    this.warn(
      pod,
      'Failed',
      `Failed to pull image "${image}": ${pullProblem(image)}`,
      path,
    );
    this.warn(pod, 'Failed', 'Error: ErrImagePull', path);
  }

  backOff(pod: Pod, { image, name }: Container): void {
    const path = `spec.containers{${name}}`;
    this.say(pod, 'BackOff', `Back-off pulling image "${image}"`, path);
    this.warn(pod, 'Failed', 'Error: ImagePullBackOff', path);
  }

  killing(pod: Pod): void {
    for (const { name } of pod.spec.containers) {
      this.say(
        pod,
        'Killing',
        `Stopping container ${name}`,
        `spec.containers{${name}}`,
      );
    }
  }

  private say(
    object: Pod,
    reason: string,
    message: string,
    fieldPath?: string,
  ): void {
    this.recorder('kubelet', object.spec.nodeName).record({
      object,
      type: 'Normal',
      reason,
      message,
      fieldPath,
    });
  }

  private warn(
    object: Pod,
    reason: string,
    message: string,
    fieldPath?: string,
  ): void {
    this.recorder('kubelet', object.spec.nodeName).record({
      object,
      type: 'Warning',
      reason,
      message,
      fieldPath,
    });
  }

  private recorder(component: string, host?: string): EventRecorder {
    const key = `${component}/${host ?? ''}`;
    let recorder = this.recorders.get(key);
    if (!recorder) {
      recorder = this.context.recorder(this.client, { component, host });
      this.recorders.set(key, recorder);
    }
    return recorder;
  }
}
