import type { reasonMessages } from '../en/reasons';
import type { Translated } from './Translated';

/** Words of each reason. */
export const reasonWords = {
  'zookeeper-no-quorum': {
    title: 'ZooKeeper 失去多数',
    detail:
      '{{total}} 个成员中有 {{running}} 个在运行。没有多数，Kafka 无法选举 leader，也无法接受变更。',
  },
  'controllers-no-quorum': {
    title: '控制器失去多数',
    detail:
      '{{total}} 个控制器中有 {{running}} 个在运行。没有多数，Kafka 无法选举 leader，也无法接受变更。',
  },
  'no-broker-running': {
    title: '没有 broker 在运行',
    detail: '{{total}} 个 broker 均未就绪，无法服务任何客户端。',
  },
  'writes-blocked': {
    title: '写入被拒绝',
    detail:
      '{{total}} 个 broker 中有 {{running}} 个在运行；使用 acks=all 的生产者需要 {{min}} 个。',
  },
  'broker-image-pull': {
    title: '无法拉取 broker {{broker}} 的镜像',
    detail: '没有镜像，容器无法启动。',
    image: '镜像：{{image}}',
  },
  'broker-unschedulable': {
    title: 'broker {{broker}} 没有可运行的位置',
    detail: '没有节点接受其 Pod。',
    zone: '其卷仅存在于可用区 {{zone}}，因此无法在别处运行。',
    cause: 'Kubernetes 说明：{{cause}}',
  },
  'broker-failing': {
    title: 'broker {{broker}} 反复失败',
    detail: '其容器不断结束并重启。',
    cause: '原因：{{cause}}。',
    exitCode: '退出码 {{exitCode}}。',
  },
  'broker-volume-pending': {
    title: 'broker {{broker}} 在等待卷',
    detail: '卷声明 {{claim}} 未绑定。',
    storageClass: '存储类：{{storageClass}}。',
    cause: 'Kubernetes 说明：{{cause}}',
  },
  'zookeeper-unschedulable': {
    title: 'ZooKeeper {{member}} 没有可运行的位置',
    detail: '没有节点接受其 Pod。',
    zone: '其卷仅存在于可用区 {{zone}}，因此无法在别处运行。',
    cause: 'Kubernetes 说明：{{cause}}',
  },
  'zookeeper-image-pull': {
    title: '无法拉取 ZooKeeper {{member}} 的镜像',
    detail: '没有镜像，容器无法启动。',
    image: '镜像：{{image}}',
  },
  'zookeeper-missing': {
    title: 'ZooKeeper 集群不存在',
    detail: 'broker 被配置为使用它，没有它无法启动。',
    zookeeper: '期望：{{zookeeper}}。',
  },
  'kafka-not-answering': {
    title: 'Kafka 没有应答',
    detail:
      '{{total}} 个 Pod 中有 {{running}} 个在运行，但 operator 得不到 Kafka 的应答。',
    minutes: '已持续 {{minutes}} 分钟。',
  },
  'operator-not-acting': {
    title: 'operator 没有动作',
    detail: '在 {{operator}} 恢复工作之前，变更和修复都会等待。',
    minutes: '已持续 {{minutes}} 分钟。',
  },
  'configuration-error': {
    title: 'broker {{broker}} 的配置被拒绝',
    detail: '该 broker 保持先前的配置。',
    detailText: 'operator 说明：{{detail}}',
  },
  'operation-failed': {
    title: '一项 Cruise Control 操作失败',
    detail: '操作 {{name}} 以错误结束。',
    brokers: 'Broker：{{brokers}}。',
    detailText: 'operator 说明：{{detail}}',
  },
  'storage-shrink-refused': {
    title: 'broker {{broker}} 的卷无法缩小',
    detail:
      '卷声明 {{claim}} 为 {{currentBytes}}，自定义资源要求 {{wishedBytes}}。卷只能扩大；operator 停在这里。',
  },
  'broker-not-ready': {
    title: 'broker {{broker}} 未就绪',
    detail: '其容器在运行，但尚未服务客户端。',
    minutes: '已持续 {{minutes}} 分钟。',
  },
  'rolling-upgrade-held': {
    title: '滚动升级在等待',
    detail:
      '{{total}} 个 broker 中还有 {{outstanding}} 个待替换。所有副本同步后 operator 才会继续。',
    brokers: '未完成：broker {{brokers}}。',
    minutes: '已有 {{minutes}} 分钟没有进展。',
  },
  'broker-missing': {
    title: 'broker {{broker}} 不在了',
    detail: '没有它的 Pod。',
    zone: '其卷位于可用区 {{zone}}。',
  },
  'zookeeper-member-missing': {
    title: 'ZooKeeper {{member}} 没有运行',
    detail: '{{total}} 个成员中有 {{running}} 个在运行。',
  },
  'operation-paused': {
    title: '一项 Cruise Control 操作已暂停',
    detail: '操作 {{name}} 需有人恢复后才会继续。',
    brokers: 'Broker：{{brokers}}。',
  },
  'cruise-control-down': {
    title: 'Cruise Control 没有运行',
    detail: '无法增减 broker，也不会重新均衡。',
    cause: '原因：{{cause}}。',
  },
  deleting: {
    title: '集群正在删除',
    detail: 'Kubernetes 正在移除它及其卷。',
    finalizers: '等待：{{finalizers}}。',
    minutes: '已持续 {{minutes}} 分钟。',
  },
  'zookeeper-starting': {
    title: 'ZooKeeper 正在启动：{{running}}/{{total}}',
    detail: '成员逐个启动，随后是 broker。',
  },
  'broker-starting': {
    title: 'broker 正在启动：{{running}}/{{total}}',
    detail: '它们逐个启动。',
  },
  'kafka-starting': {
    title: 'Kafka 正在启动',
    detail: '{{total}} 个 Pod 中有 {{running}} 个在运行；Kafka 尚未应答。',
  },
  'rolling-upgrade': {
    title: '滚动升级：{{total}} 个 broker 中已完成 {{done}} 个',
    detail: 'operator 逐个替换 broker。',
  },
  'scaling-out': {
    title: '正在增加 broker：{{total}} 个中有 {{running}} 个在运行',
    detail: 'Cruise Control 正向它们迁移分区。',
    brokers: '新增：broker {{brokers}}。',
  },
  'scaling-in': {
    title: '正在移除 broker',
    detail: 'Cruise Control 先迁走它们的分区。',
    brokers: '移除：broker {{brokers}}。',
  },
  rebalancing: {
    title: '正在迁移分区',
    detail: 'Cruise Control 正在均衡负载。',
    brokers: 'Broker：{{brokers}}。',
  },
  'operator-reconciling': {
    title: 'operator 正在工作',
    detail: '它没有说明在做什么。',
    minutes: '已持续 {{minutes}} 分钟。',
  },
  'data-stale': {
    title: '数据陈旧',
    detail: 'Kubernetes 集群近期未应答。',
    asOf: '最后一次应答：{{asOf}}。',
  },
  'state-unknown': {
    title: '本版本无法识别某个状态',
    detail: 'operator 报告的内容无法在此判断。',
    text: '{{field}}：{{text}}',
  },
  'first-rebalance': {
    title: '首次重新均衡，创建后的正常现象',
    detail: '新集群会自动均衡其空磁盘。',
  },
} as const satisfies Translated<typeof reasonMessages>;
