import { parseQuantity } from '../../apiserver/validation/quantity';
import { ApiClient } from '../../client/ApiClient';
import { EventRecorder } from '../../client/EventRecorder';
import { Informer } from '../../client/Informer';
import {
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  StorageClass,
} from '../../client/objects';
import { keyOf, RESOURCES } from '../../client/resources';
import { WorkQueue } from '../../client/WorkQueue';
import { ControllerContext } from '../ControllerContext';
import { claimNames } from '../scheduler/scheduler';

/** The provisioner of the sandbox's storage classes. */
export const PROVISIONER = 'csi.sandbox.kafka-clusters.io';
const ZONE = 'topology.kubernetes.io/zone';
const PROTECTION = 'kubernetes.io/pvc-protection';
const SELECTED_NODE = 'volume.kubernetes.io/selected-node';

class VolumeController {
  private readonly client: ApiClient;
  private readonly binding: EventRecorder;
  private readonly provisioning: EventRecorder;
  private readonly resizing: EventRecorder;
  private readonly claims: Informer<PersistentVolumeClaim>;
  private readonly volumes: Informer<PersistentVolume>;
  private readonly classes: Informer<StorageClass>;
  private readonly nodes: Informer<Node>;
  private readonly pods: Informer<Pod>;
  private readonly queue: WorkQueue;
  private readonly reclaim: WorkQueue;

  private constructor(private readonly context: ControllerContext) {
    this.client = context.client('kube-controller-manager');
    this.binding = context.recorder(this.client, {
      component: 'persistentvolume-controller',
    });
    this.provisioning = context.recorder(this.client, {
      component: `${PROVISIONER}_csi-provisioner-0`,
    });
    this.resizing = context.recorder(this.client, {
      component: `external-resizer ${PROVISIONER}`,
    });
    this.claims = context.informer(RESOURCES.claims);
    this.volumes = context.informer(RESOURCES.volumes);
    this.classes = context.informer(RESOURCES.storageClasses);
    this.nodes = context.informer(RESOURCES.nodes);
    this.pods = context.informer(RESOURCES.pods);
    this.queue = context.queue('volumes', key => this.reconcile(key));
    this.reclaim = context.queue('reclaim', key => this.release(key));
  }

  static start(context: ControllerContext): void {
    const controller = new VolumeController(context);
    controller.claims.onChange((type, claim) => {
      if (type === 'DELETED') {
        controller.reclaim.add(claim.spec.volumeName ?? '');
      } else {
        controller.queue.add(keyOf(claim));
      }
    });
    controller.volumes.onChange(type => {
      if (type === 'ADDED') {
        controller.volumes
          .list()
          .forEach(volume => controller.reclaim.add(volume.metadata.name));
      }
    });
    controller.pods.onChange((type, pod) => {
      if (type === 'DELETED') {
        claimNames(pod).forEach(name =>
          controller.queue.add(`${pod.metadata.namespace}/${name}`),
        );
      }
    });
  }

  private async reconcile(key: string): Promise<void> {
    const claim = this.claims.byKey(key);
    if (!claim) {
      return;
    }
    if (claim.metadata.deletionTimestamp) {
      await this.unprotect(claim);
      return;
    }
    if (!claim.metadata.finalizers?.includes(PROTECTION)) {
      await this.client.patch(RESOURCES.claims, claim.metadata, {
        metadata: {
          finalizers: [...(claim.metadata.finalizers ?? []), PROTECTION],
        },
      });
      return;
    }
    if (claim.status?.phase === 'Bound') {
      await this.grow(claim);
    } else {
      await this.provision(claim);
    }
  }

  private async unprotect(claim: PersistentVolumeClaim): Promise<void> {
    const used = this.pods
      .list(claim.metadata.namespace)
      .some(
        pod =>
          pod.spec.nodeName && claimNames(pod).includes(claim.metadata.name),
      );
    const finalizers = claim.metadata.finalizers ?? [];
    if (!used && finalizers.includes(PROTECTION)) {
      await this.client.patch(RESOURCES.claims, claim.metadata, {
        metadata: { finalizers: finalizers.filter(one => one !== PROTECTION) },
      });
    }
  }

  private async provision(claim: PersistentVolumeClaim): Promise<void> {
    const { namespace, name, annotations, uid } = claim.metadata;
    const className = claim.spec.storageClassName;
    const storageClass = className ? this.classes.get(className) : undefined;
    if (!storageClass) {
      this.report(claim, 'Warning', 'ProvisioningFailed', notFound(className));
      return;
    }
    const chosen = annotations?.[SELECTED_NODE];
    if (storageClass.volumeBindingMode === 'WaitForFirstConsumer' && !chosen) {
      this.report(
        claim,
        'Normal',
        'WaitForFirstConsumer',
        'waiting for first consumer to be created before binding',
      );
      return;
    }
    this.report(
      claim,
      'Normal',
      'ExternalProvisioning',
      `Waiting for a volume to be created either by the external provisioner '${PROVISIONER}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`,
    );
    await this.client.patch(RESOURCES.claims, claim.metadata, {
      metadata: {
        annotations: {
          'volume.beta.kubernetes.io/storage-provisioner': PROVISIONER,
          'volume.kubernetes.io/storage-provisioner': PROVISIONER,
        },
      },
    });
    await this.context.clock.wait(0.3, namespace);
    const volumeName = `pvc-${uid}`;
    const volume =
      this.volumes.get(volumeName) ??
      (await this.create(claim, storageClass, volumeName, chosen));
    this.provisioning.record({
      object: claim,
      type: 'Normal',
      reason: 'ProvisioningSucceeded',
      message: `Successfully provisioned volume ${volumeName}`,
    });
    await this.bind(`${namespace}/${name}`, volume);
  }

  private create(
    claim: PersistentVolumeClaim,
    storageClass: StorageClass,
    name: string,
    node: string | undefined,
  ): Promise<PersistentVolume> {
    const zones = this.nodes
      .list()
      .map(one => one.metadata.labels?.[ZONE] ?? '');
    const zone =
      this.nodes.get(node ?? '')?.metadata.labels?.[ZONE] ?? zones[0];
    return this.client.create(RESOURCES.volumes, {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: {
        name,
        annotations: { 'pv.kubernetes.io/provisioned-by': PROVISIONER },
      },
      spec: {
        accessModes: claim.spec.accessModes,
        capacity: { storage: claim.spec.resources?.requests?.storage ?? '1Gi' },
        claimRef: {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          namespace: claim.metadata.namespace ?? '',
          name: claim.metadata.name,
          uid: claim.metadata.uid,
        },
        csi: { driver: PROVISIONER, volumeHandle: name },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              {
                matchExpressions: [
                  { key: ZONE, operator: 'In', values: [zone] },
                ],
              },
            ],
          },
        },
        persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
        storageClassName: storageClass.metadata.name,
        volumeMode: claim.spec.volumeMode ?? 'Filesystem',
      },
    });
  }

  private async bind(key: string, volume: PersistentVolume): Promise<void> {
    const claim = this.claims.byKey(key);
    if (!claim) {
      return;
    }
    await this.client.patch(
      RESOURCES.volumes,
      volume.metadata,
      { status: { phase: 'Bound' } },
      'status',
    );
    await this.client.patch(RESOURCES.claims, claim.metadata, {
      metadata: {
        annotations: {
          'pv.kubernetes.io/bind-completed': 'yes',
          'pv.kubernetes.io/bound-by-controller': 'yes',
        },
      },
      spec: { volumeName: volume.metadata.name },
    });
    await this.client.patch(
      RESOURCES.claims,
      claim.metadata,
      {
        status: {
          phase: 'Bound',
          accessModes: claim.spec.accessModes,
          capacity: { storage: volume.spec.capacity.storage },
        },
      },
      'status',
    );
  }

  private async grow(claim: PersistentVolumeClaim): Promise<void> {
    const wanted = claim.spec.resources?.requests?.storage;
    const present = claim.status?.capacity?.storage;
    if ((parseQuantity(wanted) ?? 0) <= (parseQuantity(present) ?? 0)) {
      return;
    }
    const storageClass = this.classes.get(claim.spec.storageClassName ?? '');
    if (!storageClass?.allowVolumeExpansion || !claim.spec.volumeName) {
      return;
    }
    this.resizing.record({
      object: claim,
      type: 'Normal',
      reason: 'Resizing',
      message: `External resizer is resizing volume ${claim.spec.volumeName}`,
    });
    await this.context.clock.wait(2, claim.metadata.namespace);
    await this.client.patch(
      RESOURCES.volumes,
      { name: claim.spec.volumeName },
      { spec: { capacity: { storage: wanted } } },
    );
    await this.client.patch(
      RESOURCES.claims,
      claim.metadata,
      { status: { capacity: { storage: wanted } } },
      'status',
    );
    this.resizing.record({
      object: claim,
      type: 'Normal',
      reason: 'FileSystemResizeSuccessful',
      message: 'MountVolume.NodeExpandVolume succeeded for the volume',
    });
  }

  /** A volume whose claim is gone goes too, when its class says so. */
  private async release(name: string): Promise<void> {
    const volume = this.volumes.get(name);
    const ref = volume?.spec.claimRef;
    if (!volume || !ref) {
      return;
    }
    const claim = this.claims.get(ref.name, ref.namespace);
    if (claim?.metadata.uid === ref.uid) {
      return;
    }
    if (volume.spec.persistentVolumeReclaimPolicy === 'Delete') {
      await this.client.delete(RESOURCES.volumes, volume.metadata);
    } else if (volume.status?.phase !== 'Released') {
      await this.client.patch(
        RESOURCES.volumes,
        volume.metadata,
        { status: { phase: 'Released' } },
        'status',
      );
    }
  }

  private report(
    object: PersistentVolumeClaim,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ): void {
    this.binding.record({ object, type, reason, message });
  }
}

function notFound(name: string | undefined): string {
  return `storageclass.storage.k8s.io "${name ?? ''}" not found`;
}

/** Makes, binds, grows and removes volumes. */
export function startVolumes(context: ControllerContext): void {
  VolumeController.start(context);
}
