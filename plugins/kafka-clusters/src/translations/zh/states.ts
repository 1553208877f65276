import type {
  healthMessages,
  nodeStateMessages,
  problemMessages,
  requestStateMessages,
  roleMessages,
  useCaseMessages,
} from '../en/states';
import type { Translated } from './Translated';

export const healthWords = {
  unavailable: '不可用',
  attention: '需要处理',
  'at-risk': '有风险',
  progressing: '进行中',
  unknown: '未知',
  healthy: '健康',
} as const satisfies Translated<typeof healthMessages>;

export const nodeStateWords = {
  running: '运行中',
  'not-ready': '未就绪',
  starting: '启动中',
  pending: '无处运行',
  'image-error': '镜像错误',
  failed: '失败',
  stopping: '停止中',
  missing: '缺失',
  unknown: '未知',
  planned: '计划中',
} as const satisfies Translated<typeof nodeStateMessages>;

export const roleWords = {
  broker: 'Broker {{id}}',
  controller: '控制器 {{id}}',
  'broker-controller': 'Broker 兼控制器 {{id}}',
  zookeeper: 'ZooKeeper {{id}}',
} as const satisfies Translated<typeof roleMessages>;

export const useCaseWords = {
  queue: '服务间队列',
  metrics: '指标',
  'activity-tracking': '行为跟踪',
  'stream-processing': '流处理',
  'log-aggregation': '日志聚合',
  'durable-log': '持久日志',
} as const satisfies Translated<typeof useCaseMessages>;

export const requestStateWords = {
  applying: '正在创建对象',
  accepted: 'Kubernetes 已接受，operator 正在工作',
  ready: '就绪',
  failed: '失败',
  discarding: '正在放弃',
  discarded: '已放弃',
} as const satisfies Translated<typeof requestStateMessages>;

export const problemWords = {
  'kubernetes-connecting': {
    text: '正在连接 {{title}}，其集群随后显示。',
    next: '无需操作：系统会自动重试。',
  },
  'kubernetes-stale': {
    text: '{{title}} 已 {{age}} 未应答。',
    next: '没有任何丢失：显示的是其最后一次应答，系统会自动重试。若持续如此，请告知 Kubernetes 集群管理员。',
  },
  'kubernetes-unreachable': {
    text: '{{title}} 已 {{age}} 无法连接。',
    next: '系统会自动重试。请告知 Kubernetes 集群管理员：其 API server 或到它的网络中断。',
  },
  'kubernetes-unauthorized': {
    text: '{{title}} 拒绝了本门户的凭据。',
    next: '请告知门户管理员：其访问该 Kubernetes 集群的令牌错误、过期或已被吊销。',
  },
  'kubernetes-forbidden': {
    text: '{{title}} 不允许本门户读取 {{resources}}。',
    next: '请告知 Kubernetes 集群管理员：门户的服务账号缺少角色。',
  },
  'operator-absent': {
    text: '{{title}} 没有 Kafka operator。',
    next: '如果应该有，请告知 Kubernetes 集群管理员。',
  },
} as const satisfies Translated<typeof problemMessages>;
