import { JsonObject } from '../apiserver/json';

/** The owner of an object, as Kubernetes records it. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** What every object carries. Before an object is created there is no uid. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  generateName?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
}

/** Any object of the API. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
}

/** A condition of a pod, a node, a budget or a workload. */
export interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  lastProbeTime?: string | null;
  lastTransitionTime?: string;
  lastUpdateTime?: string;
  observedGeneration?: number;
}

/** What a container runs and asks for, as far as the sandbox looks at it. */
export interface Container {
  name: string;
  image: string;
  command?: string[];
  env?: JsonObject[];
  ports?: { name?: string; containerPort: number; protocol?: string }[];
  resources?: {
    requests?: Record<string, string>;
    limits?: Record<string, string>;
  };
  volumeMounts?: { name: string; mountPath: string }[];
  readinessProbe?: JsonObject;
  livenessProbe?: JsonObject;
  lifecycle?: JsonObject;
  imagePullPolicy?: string;
}

/** The state of one container. */
export interface ContainerStatus {
  name: string;
  image: string;
  imageID: string;
  containerID?: string;
  ready: boolean;
  started: boolean;
  restartCount: number;
  state: ContainerState;
  lastState: ContainerState;
}

/** Exactly one of the three is there, or none in `lastState`. */
export interface ContainerState {
  waiting?: { reason: string; message?: string };
  running?: { startedAt: string };
  terminated?: {
    exitCode: number;
    reason: string;
    startedAt: string;
    finishedAt: string;
    message?: string;
    containerID?: string;
  };
}

/** A label selector of a workload, a budget or an affinity term. */
export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

/** One (anti-)affinity term. */
export interface PodAffinityTerm {
  labelSelector?: LabelSelector;
  topologyKey: string;
}

/** A requirement on the labels of a node. */
export interface NodeSelectorRequirement {
  key: string;
  operator: string;
  values?: string[];
}

/** Alternatives of requirements: one alternative must hold. */
export interface NodeSelector {
  nodeSelectorTerms: { matchExpressions?: NodeSelectorRequirement[] }[];
}

/** Where a pod wants to run and where not. */
export interface Affinity {
  nodeAffinity?: {
    requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector;
    preferredDuringSchedulingIgnoredDuringExecution?: {
      weight: number;
      preference: NodeSelector['nodeSelectorTerms'][0];
    }[];
  };
  podAntiAffinity?: {
    requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[];
    preferredDuringSchedulingIgnoredDuringExecution?: {
      weight: number;
      podAffinityTerm: PodAffinityTerm;
    }[];
  };
}

/** A toleration of a pod. */
export interface Toleration {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
  tolerationSeconds?: number;
}

/** A volume of a pod, as far as the sandbox looks at it. */
export interface PodVolume {
  name: string;
  persistentVolumeClaim?: { claimName: string };
  configMap?: { name: string; defaultMode?: number };
  secret?: { secretName: string };
  emptyDir?: JsonObject;
}

/** The specification of a pod. */
export interface PodSpec {
  containers: Container[];
  initContainers?: Container[];
  volumes?: PodVolume[];
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  affinity?: Affinity;
  tolerations?: Toleration[];
  topologySpreadConstraints?: {
    maxSkew: number;
    topologyKey: string;
    whenUnsatisfiable: string;
    labelSelector?: LabelSelector;
  }[];
  hostname?: string;
  subdomain?: string;
  restartPolicy?: string;
  serviceAccountName?: string;
  terminationGracePeriodSeconds?: number;
  securityContext?: JsonObject;
  imagePullSecrets?: { name: string }[];
  priorityClassName?: string;
}

/** A pod. */
export interface Pod extends KubeObject {
  spec: PodSpec;
  status: {
    phase: string;
    reason?: string;
    message?: string;
    conditions?: Condition[];
    containerStatuses?: ContainerStatus[];
    initContainerStatuses?: ContainerStatus[];
    hostIP?: string;
    hostIPs?: { ip: string }[];
    podIP?: string;
    podIPs?: { ip: string }[];
    startTime?: string;
    qosClass?: string;
  };
}

/** A node. */
export interface Node extends KubeObject {
  spec: {
    unschedulable?: boolean;
    taints?: {
      key: string;
      value?: string;
      effect: string;
      timeAdded?: string;
    }[];
  };
  status?: {
    allocatable?: Record<string, string>;
    capacity?: Record<string, string>;
    conditions?: Condition[];
    addresses?: { type: string; address: string }[];
    nodeInfo?: JsonObject;
  };
}

/** A claim on a volume. */
export interface PersistentVolumeClaim extends KubeObject {
  spec: {
    accessModes?: string[];
    storageClassName?: string;
    volumeName?: string;
    volumeMode?: string;
    resources?: { requests?: Record<string, string> };
  };
  status?: {
    phase?: string;
    accessModes?: string[];
    capacity?: Record<string, string>;
    conditions?: Condition[];
  };
}

/** A volume. */
export interface PersistentVolume extends KubeObject {
  spec: {
    accessModes?: string[];
    capacity: Record<string, string>;
    claimRef?: { namespace: string; name: string; uid?: string } & JsonObject;
    csi?: JsonObject;
    nodeAffinity?: { required: NodeSelector };
    persistentVolumeReclaimPolicy?: string;
    storageClassName?: string;
    volumeMode?: string;
  };
  status?: { phase?: string };
}

/** A storage class. */
export interface StorageClass extends KubeObject {
  provisioner: string;
  volumeBindingMode?: string;
  reclaimPolicy?: string;
  allowVolumeExpansion?: boolean;
}

/** A service. */
export interface Service extends KubeObject {
  spec: {
    selector?: Record<string, string>;
    clusterIP?: string;
    publishNotReadyAddresses?: boolean;
    type?: string;
    ports?: {
      name?: string;
      protocol?: string;
      port: number;
      targetPort?: number | string;
    }[];
  };
}

/** Endpoints of a service, in slices. */
export interface EndpointSlice extends KubeObject {
  addressType: string;
  endpoints: JsonObject[];
  ports?: JsonObject[];
}

/** A configuration map. */
export interface ConfigMap extends KubeObject {
  data?: Record<string, string>;
}

/** A namespace. */
export interface Namespace extends KubeObject {
  status?: { phase?: string };
}

/** What a workload makes its pods from. */
export interface PodTemplate {
  metadata?: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  } & JsonObject;
  spec: PodSpec;
}

/** A stateful set. */
export interface StatefulSet extends KubeObject {
  spec: {
    replicas?: number;
    selector: LabelSelector;
    template: PodTemplate;
    serviceName?: string;
    podManagementPolicy?: string;
    updateStrategy?: { type?: string };
    volumeClaimTemplates?: PersistentVolumeClaim[];
  };
  status?: {
    observedGeneration?: number;
    replicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    currentReplicas?: number;
    updatedReplicas?: number;
    currentRevision?: string;
    updateRevision?: string;
    collisionCount?: number;
  };
}

/** A deployment or one of its replica sets. */
export interface ReplicatedWorkload extends KubeObject {
  spec: {
    replicas?: number;
    selector: LabelSelector;
    template: PodTemplate;
  };
  status?: {
    observedGeneration?: number;
    replicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    fullyLabeledReplicas?: number;
    updatedReplicas?: number;
    unavailableReplicas?: number;
    conditions?: Condition[];
  };
}

/** A job. */
export interface Job extends KubeObject {
  spec: {
    completions?: number;
    parallelism?: number;
    backoffLimit?: number;
    template: PodTemplate;
    selector?: LabelSelector;
  };
  status?: {
    active?: number;
    succeeded?: number;
    failed?: number;
    ready?: number;
    startTime?: string;
    completionTime?: string;
    conditions?: Condition[];
  };
}

/** A disruption budget. */
export interface PodDisruptionBudget extends KubeObject {
  spec: {
    minAvailable?: number | string;
    maxUnavailable?: number | string;
    selector?: LabelSelector;
  };
  status?: {
    observedGeneration?: number;
    disruptionsAllowed?: number;
    currentHealthy?: number;
    desiredHealthy?: number;
    expectedPods?: number;
    conditions?: Condition[];
    disruptedPods?: Record<string, string>;
  };
}

/** An event, as core/v1 shows it. */
export interface KubeEvent extends KubeObject {
  involvedObject: JsonObject;
  reason: string;
  message: string;
  type: string;
  source?: JsonObject;
  count?: number;
  firstTimestamp?: string | null;
  lastTimestamp?: string | null;
  eventTime?: string | null;
  series?: { count: number; lastObservedTime: string };
  action?: string;
  reportingComponent?: string;
  reportingInstance?: string;
}
