import type { rightsMessages } from '../en/rights';
import type { Translated } from './Translated';

export const rightsWords: Translated<typeof rightsMessages> = {
  rights: {
    title: '本门户的权限',
    summary:
      '本门户的账号在每个 Kubernetes 集群中可以做什么，以及它需要什么。这与各人在此可以做什么无关。',
    link: '本门户的权限',
    problemLink: '查看缺少哪些权限',
    refresh: '重新查询',
    account: '账号：{{account}}',
    checked: '查询于 {{time}}',
    notAnswered: '它没有说明账号可以做什么。所需的权限仍可授予。',
    allGranted: '所需的权限均已授予。',
    someMissing_one: '{{count}} 项功能缺少权限。',
    someMissing_other: '{{count}} 项功能缺少权限。',
    state: { granted: '已授予', missing: '缺少', unknown: '未知' },
    feature: {
      read: {
        title: '读取',
        text: '集群列表、集群页面及其显示的一切。其他功能都以此为基础。',
      },
      provision: {
        title: '创建集群',
        text: '申请所创建的对象，以及撤销申请时的删除。',
      },
      link: {
        title: '注明所有者',
        text: '将集群的所有者作为注解写在集群上，使其不依赖本门户而保留。没有此权限也可以关联所有者。',
      },
      unsupported: {
        title: '统计不支持的集群',
        text: '其他 Operator 的 Kafka 集群的名称和命名空间，除此之外不读取任何内容。',
      },
    },
    purpose: {
      watched: '持续查看',
      manifest: '完整显示，并注明由谁写入',
      created: '由申请创建',
      'owner-noted': '注明所有者',
      counted: '计数',
    },
    tableName: '{{place}} 中“{{feature}}”的权限',
    'column.resource': '类型',
    'column.group': 'API 组',
    'column.verbs': '操作',
    'column.purpose': '用途',
    'column.state': '状态',
    core: '核心',
    missingVerbs: '缺少：{{verbs}}',
    missingYaml: '授予所缺权限的角色',
    missingYamlOf: '授予 {{place}} 中“{{feature}}”所缺权限的角色',
    neededYaml: '授予此功能所需全部权限的角色',
    neededYamlOf: '授予 {{place}} 中“{{feature}}”所需全部权限的角色',
    all_one: '共 {{count}} 项权限',
    all_other: '共 {{count}} 项权限',
    noAccount:
      'Kubernetes 集群没有说明账号的名称，因此这里没有绑定：请自行将角色绑定到该账号。',
    'empty.title': '没有配置 Kubernetes 集群',
    'empty.text':
      '请在本门户配置的 kafkaClusters.kubernetesClusters 下添加一个。',
    'forbidden.title': '您无权查看本门户的权限',
    'forbidden.text': '只对为所有团队运维 Kafka 的人员显示。',
    'problem.title': '无法显示权限',
    'problem.text': '门户后端未能正常应答：{{message}}',
    refreshFailed: '未能重新读取；显示的是 {{time}} 的情况。',
  },
  unsupported: {
    title: '其他 Operator 的 Kafka 集群',
    text: '它们在此运行，但本门户没有相应的适配器：只计数，不读取。',
    place_one: '{{place}} 中有 {{count}} 个',
    place_other: '{{place}} 中有 {{count}} 个',
    notReadable: '{{place}} 中的数量未知：本门户的账号无权列出它们。',
    notKnown: '{{place}} 中的数量尚不清楚。',
    more_one: '另有 {{count}} 个',
    more_other: '另有 {{count}} 个',
  },
};
