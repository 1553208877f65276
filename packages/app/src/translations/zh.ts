export default {
  'signIn.title': 'Kafka 集群',
  'signIn.explanation':
    '这是您本机上的沙箱：无需证明身份。请选择您想成为的人。再打开一个标签页，即可在那里以另一个人的身份登录，比较各自能看到什么。',
  'signIn.action': '以 {{name}} 的身份登录',
  'signIn.failed': '沙箱未能让您登录',
  'signIn.again': '重新选择',
  'signIn.role.dana': '订单团队的开发人员',
  'signIn.role.pablo': '支付团队的开发人员',
  'signIn.role.petra': '平台工程师，可查看所有集群',
  'nav.menu': '菜单',
  'nav.personal': '个人',
};
