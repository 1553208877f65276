import type { planFindingMessages } from '../en/plan';
import type { Translated } from './Translated';

/** Words of each finding of a plan. */
export const planFindingWords = {
  'name-unavailable': {
    title: '该名称不可用',
    next: '请换一个名称。',
  },
  'quota-exceeded': {
    title: '配额剩余不足',
    next: '请选择更小的规格或更少的存储，或申请更大的配额。',
  },
  'storage-class-missing': {
    title: '该存储类不存在',
    next: '请选择其他存储类。',
  },
  'too-few-zones': {
    title: '可用区少于要求',
    next: '请选择单可用区，或其他 Kubernetes 集群。',
  },
  'operator-not-installed': {
    title: '未安装 operator',
    next: '请选择其他 Kubernetes 集群，或联系其管理员。',
  },
  'operator-too-old': {
    title: 'operator 版本过旧',
    next: '请选择其他 Kubernetes 集群，或请其管理员升级。',
  },
  'operator-not-watching': {
    title: 'operator 未监视该命名空间',
    next: '请选择其他命名空间，或联系其管理员。',
  },
  'not-allowed': {
    title: '您无权创建集群',
    next: '请联系门户管理员。',
  },
  'target-not-allowed': {
    title: '您无权在此创建集群',
    next: '请选择其他命名空间。',
  },
  'owner-required': {
    title: '该命名空间服务于多个团队',
    next: '请选择将拥有该集群的团队。',
  },
  'owner-not-allowed': {
    title: '该团队不能拥有此集群',
    next: '请选择您所在的、且由该命名空间服务的团队。',
  },
  'namespace-terminating': {
    title: '该命名空间正在删除',
    next: '请选择其他命名空间。',
  },
  'portal-may-not-create': {
    title: '门户无权在此创建对象',
    next: '请 Kubernetes 集群管理员为门户的服务账号授权。',
  },
  'refused-by-kubernetes': {
    title: 'Kubernetes 拒绝了一个对象',
    next: '请修改其指出的内容，或联系 Kubernetes 集群管理员。',
    message: '其说明：{{message}}',
  },
  'kubernetes-unreachable': {
    title: 'Kubernetes 集群未应答',
    next: '请稍后重试，或选择其他集群。',
  },
  'storage-class-cannot-grow': {
    title: '该存储类的卷无法扩容',
    next: '请现在就申请足够的存储，或选择其他存储类。',
  },
  'plain-listeners': {
    title: '客户端与 broker 之间的通信未加密',
    next: 'Kubernetes 集群内的任何人都可以连接。请仅用于可在其中公开的数据。',
  },
  'single-zone': {
    title: '所有 broker 位于同一可用区',
    next: '失去该可用区时集群将停止。重要数据请跨可用区部署。',
  },
  'fewer-nodes-than-brokers': {
    title: '节点少于 broker',
    next: '部分 broker 共用节点：失去该节点就会失去它们。',
  },
  'no-quota-known': {
    title: '该命名空间没有配额限制',
    next: '无法得知是否有足够的资源容纳该集群。',
  },
  'data-stale': {
    title: 'Kubernetes 集群近期未应答',
    next: '计划依据的是其先前的数据。',
  },
  'zone-drained': {
    title: '有可用区不接受 Pod',
    next: '计划放在该区的 broker 和 ZooKeeper 成员将等待。',
    zone: '可用区 {{zone}}。',
  },
} as const satisfies Translated<typeof planFindingMessages>;
