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
  'localUser.absent.title': '请打开终端中显示的地址',
  'localUser.absent.text':
    '此门户仅向您本人显示您自己的集群。运行它的终端会显示一个登录地址，该地址只能使用一次。',
  'localUser.used.title': '此地址已被使用',
  'localUser.used.text':
    '每个地址只能登录一次。如果使用者不是您，请停止此门户；否则请在终端中按回车键获取新地址，或重新启动门户。',
  'localUser.expired.title': '此地址已过期',
  'localUser.expired.text':
    '未使用的地址仅在几分钟内有效。请在终端中按回车键获取新地址，或重新启动门户。',
  'localUser.unknown.title': '此地址属于另一次启动',
  'localUser.unknown.text':
    '门户此后已重新启动。请打开终端当前显示的地址，或在终端中按回车键获取新地址。',
  'localUser.failed.title': '您尚未登录',
  'localUser.failed.text':
    '门户未正常响应。请查看运行它的终端，然后重新加载此页面。',
  'nav.menu': '菜单',
  'nav.personal': '个人',
};
