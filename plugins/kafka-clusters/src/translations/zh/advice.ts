import type { blockMessages, nextStepMessages } from '../en/advice';
import type { Translated } from './Translated';

/** What a reason blocks. */
export const blockWords = {
  nothing: '无',
  everything: '全部：客户端无法工作',
  'writes-min-insync':
    'acks=all 的写入：{{running}} 个 broker 在运行，需要 {{min}} 个',
  'one-more-loss-stops-writes':
    '暂无。{{running}} 个 broker 在运行；再失去一个，要求 {{min}} 个副本的写入将中断',
  'no-more-loss':
    '暂无。{{total}} 个中有 {{running}} 个参与投票；再失去一个将失去多数',
  'the-change': '正在进行的变更',
  creation: '集群的创建',
  'scaling-and-rebalancing': 'broker 的增减与重新均衡',
  'metadata-changes': 'leader 选举与 topic 变更',
  unknown: '未知',
} as const satisfies Translated<typeof blockMessages>;

/** What to do next. */
export const nextStepWords = {
  'nothing-wait': { text: '无需操作，会自动继续' },
  'uncordon-or-add-node-in-zone': {
    text: '恢复可用区 {{zone}} 的节点，或在该区新增节点',
    plain: '恢复被排空的节点，或在其可用区新增节点',
  },
  'add-node-or-free-resources': {
    text: '新增节点，或为 Pod {{pod}} 腾出 CPU 和内存',
    plain: '新增节点，或腾出 CPU 和内存',
  },
  'correct-image-then-delete-pod': {
    text: '修正自定义资源中的镜像，然后删除 Pod {{pod}}：operator 在等待它，在此之前不会有任何动作',
    plain: '修正自定义资源中的镜像，然后删除卡住的 Pod：operator 在等待它',
  },
  'delete-stuck-pod': {
    text: '删除 Pod {{pod}}：镜像已修正，operator 只在等待这个 Pod',
    plain: '删除卡住的 Pod：镜像已修正',
  },
  'correct-image': {
    text: '修正镜像 {{image}}，或授予访问其镜像仓库的权限',
    plain: '修正镜像，或授予访问其镜像仓库的权限',
  },
  'read-pod-logs': {
    text: '查看 Pod {{pod}} 的日志',
    plain: '查看该 Pod 的日志',
  },
  'check-zookeeper-then-broker-logs': {
    text: '先检查 ZooKeeper {{zookeeper}}，再查看 broker 日志',
    plain: '先查看控制器日志，再查看 broker 日志',
  },
  'check-broker-in-sync': {
    text: '查明 broker {{brokers}} 为何没有追上：磁盘、网络，或回溯很远的消费者',
    plain: '查明哪个 broker 没有追上以及原因',
  },
  'check-operator-running': {
    text: '询问 Kubernetes 集群管理员 {{operator}} 是否在运行',
    plain: '询问 Kubernetes 集群管理员 operator 是否在运行',
  },
  'check-operator-log': {
    text: '查看 {{operator}} 的日志',
    plain: '查看 operator 的日志',
  },
  'check-storage-class': {
    text: '检查存储类 {{storageClass}}',
    plain: '检查是否有默认存储类',
  },
  'restore-volume-size': {
    text: '把卷声明 {{claim}} 的大小改回 {{bytes}}',
    plain: '把卷的大小改回原值',
  },
  'create-zookeeper': {
    text: '在命名空间 {{namespace}} 中创建 ZookeeperCluster {{zookeeper}}，或修正其地址',
    plain: '创建 ZookeeperCluster，或修正其地址',
  },
  'check-cruise-control': {
    text: '查看 Cruise Control（{{name}}）的日志',
    plain: '查看 Cruise Control 的日志',
  },
  'resume-operation': {
    text: '恢复 CruiseControlOperation {{name}}',
    plain: '恢复该 CruiseControlOperation',
  },
  'remove-finalizers-with-care': {
    text: '查明应由谁移除 {{finalizers}}；手动移除可能留下残余',
    plain: '查明应由谁移除其 finalizer',
  },
  'restore-connection': {
    text: '恢复与 Kubernetes 集群的连接',
  },
  'report-unknown-state': {
    text: '检查 operator，并把“{{text}}”告知门户管理员',
    plain: '检查 operator',
  },
} as const satisfies Translated<typeof nextStepMessages>;
