import type { findingMessages, findingsScreenMessages } from '../en/findings';
import type { Translated } from './Translated';

/** Words of each finding. */
export const findingWords = {
  'password-in-clear-text': {
    name: '明文密码',
    title: '自定义资源中有明文密码',
    detail:
      '凡能读取该自定义资源、其历史或备份的人都能得到这个密码。此处已隐藏。',
    next: '更换密码，将新密码存入 Secret 并引用它',
    fields: '位置：{{fields}}。',
  },
  'heap-above-limit': {
    name: '堆超过内存上限',
    title: '{{heapBytes}} 的堆，内存却只有 {{limitBytes}}',
    detail:
      'Java 可占用的内存超过容器的上限：负载升高时，Kubernetes 会终止该 broker（OOMKilled）。',
    next: '将上限设为堆的至少两倍，或减小堆',
  },
  'heap-above-request': {
    name: '堆超过预留内存',
    title: '{{heapBytes}} 的堆，内存却只有 {{requestBytes}}',
    detail:
      'Kubernetes 预留的内存少于 Java 一启动就占用的内存，节点因此被过度分配；内存紧张时，该 broker 最先被驱逐。',
    next: '预留（requests.memory）至少两倍于堆的内存，并将上限设为相同的值',
  },
  'single-copy': {
    name: '消息只有一个副本',
    title: '新主题的每条消息只保存一个副本',
    detail:
      'default.replication.factor=1 时，磁盘丢失即数据丢失，broker 重启即服务中断。',
    next: '至少运行 3 个 broker，设置 default.replication.factor=3，并重新分配已有主题的副本',
  },
  'plaintext-outside': {
    name: '外部监听器为明文',
    title: '来自外部的流量未加密',
    detail: '途中的任何人都能读到消息和密码，能到达该地址的人都能连接。',
    next: '凡离开 Kubernetes 集群的监听器一律使用 TLS（ssl 或 sasl_ssl）',
    listeners: '监听器：{{listeners}}。',
  },
  'replication-below-three': {
    name: '副本少于 3 个',
    title: '新主题的每条消息保存 {{replicas}} 个副本',
    detail: '一个 broker 重启期间，再出一次故障就会停止写入或丢失数据。',
    next: '设置 default.replication.factor=3，并重新分配已有主题的副本',
  },
  'min-insync-one': {
    name: '一个同步副本即视为成功',
    title: '{{replicas}} 个副本中有 1 个写入即视为安全',
    detail:
      'min.insync.replicas=1 时，即使 acks=all 也可能只由一个 broker 应答；它一旦丢失，消息也就丢失。',
    next: '设置 min.insync.replicas=2',
  },
  'min-insync-equals-replication': {
    name: '要求所有副本同步',
    title: '写入需要 {{replicas}} 个副本中的 {{min}} 个',
    detail:
      '每次 broker 重启都会停止 acks=all 的写入，滚动升级期间更是反复如此。',
    next: '副本数应比 min.insync.replicas 多一个，最好是 3 和 2',
  },
  'request-far-below-limit': {
    name: '预留内存远低于上限',
    title: '预留内存 {{requestBytes}}，上限却为 {{limitBytes}}',
    detail:
      '节点按预留值分配。多个 Pod 同时用到各自的上限时，broker 会被驱逐。',
    next: '将 requests.memory 与 limits.memory 设为相同的值',
  },
  'brokers-may-share-node': {
    name: '多个 broker 可能同处一个节点',
    title: '多个 broker 可能运行在同一个 Kubernetes 节点上',
    detail:
      '一个节点丢失或重启，就可能同时带走多个 broker 以及同一消息的多个副本。',
    next: '设置 oneBrokerPerNode，或对 kubernetes.io/hostname 设置必须满足的 Pod 反亲和',
  },
  'one-zone': {
    name: '只在一个可用区',
    title: '所有 broker 都在可用区 {{zone}}',
    detail: '该可用区故障时，整个集群不可用，直到它恢复。',
    next: '将 broker 分布到三个可用区，并通过机架感知告知 Kafka',
  },
  'no-disruption-budget': {
    name: '没有 PodDisruptionBudget',
    title: '没有机制防止多个节点同时被排空',
    detail:
      '没有 PodDisruptionBudget，升级 Kubernetes 节点时可能同时停止多个 broker。',
    next: '让 operator 创建一个只允许 1 个 broker 离开的预算（disruptionBudget）',
  },
  'plaintext-listeners': {
    name: '监听器为明文',
    title: 'Kubernetes 集群内的流量未加密',
    detail:
      '集群内能到达 broker 的任何 Pod 都能连接，能监听网络的人都能读到内容。',
    next: '使用 ssl 或 sasl_ssl，或用 NetworkPolicy 限制访问',
    listeners: '监听器：{{listeners}}。',
  },
  'auto-create-topics': {
    name: '主题自动创建',
    title: '只要提到名称就会创建主题',
    detail:
      '客户端中的一个拼写错误就会以默认设置创建新主题，没有人会注意到消息去了哪里。除非关闭，否则默认开启。',
    next: '设置 auto.create.topics.enable=false，并有意识地创建主题',
  },
  'storage-cannot-grow': {
    name: '存储无法扩容',
    title: '存储卷无法扩容',
    detail: '磁盘写满时，只能把数据迁移到新的 broker。',
    next: '新的存储卷使用允许扩容（allowVolumeExpansion）的存储类',
    storageClass: '存储类：{{storageClass}}。',
  },
  'floating-image-tag': {
    name: '镜像没有固定版本',
    title: '有镜像没有固定版本',
    detail:
      '使用“latest”或不写标签时，重启后的 Pod 可能运行与其他 Pod 不同的版本。',
    next: '写明版本，最好同时写明摘要',
    images: '镜像：{{images}}。',
  },
  'ignored-settings': {
    name: 'Kafka 忽略的设置',
    title: '有一项设置被 Kafka 忽略',
    detail:
      'Kafka 的设置以点号分隔。带下划线的写法 Kafka 不认识，实际采用默认值。',
    next: '改正拼写，或删除该行',
    settings: '设置：{{settings}}。',
  },
  'image-without-digest': {
    name: '镜像没有摘要',
    title: '镜像只用标签指定',
    detail: '标签在镜像仓库中可以指向另一个镜像，摘要则不会。',
    next: '需要各处都是同一个镜像时，加上摘要（@sha256:…）',
    images: '镜像：{{images}}。',
  },
} satisfies Translated<typeof findingMessages>;

/** Words of the card of findings. */
export const findingsScreenWords = {
  findings: {
    title: '发现',
    summary_one: '其设置中有 {{count}} 项发现',
    summary_other: '其设置中有 {{count}} 项发现',
    none: '无需改进：就所能看到的而言，其设置是安全的。',
    next: '应对办法：',
  },
  findingSeverity: {
    error: '严重',
    warning: '风险',
    info: '提示',
  },
} satisfies Translated<typeof findingsScreenMessages>;
