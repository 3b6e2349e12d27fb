import type { LocaleTexts } from '../strings.js';

/** Chinese, simplified, in the order of `widgetStringKeys`. */
export const texts: LocaleTexts = [
  '打开聊天', // open
  '关闭聊天', // close
  '提问', // title
  '输入问题', // placeholder
  '发送', // send
  '停止', // stop
  '重试', // retry
  '复制', // copy
  '已复制', // copied
  '有帮助', // helpful
  '没有帮助', // notHelpful
  '下方有新内容', // newText
  '正在搜索', // searching
  '正在阅读 {count} 个页面', // reading
  '正在回答', // answering
  '在线', // online
  '您已离线', // offline
  '来源', // sources
  '打开页面', // openPage
  '新对话', // newConversation
  '回答中断，您的消息已保留。', // errorGeneric
  '无法连接服务器，您的消息已保留。', // errorNetwork
  '消息过多，您的消息已保留，{seconds} 秒后可发送。', // errorRateLimited
  '回答在此中断。', // interrupted
  '已停止', // stopped
  '您', // you
  '回答来自本网站的页面，请核对来源。', // footer
  '菜单', // menu
  '对话', // transcript
  '建议的问题', // suggestions
  '相近页面', // nearest
  '引用段落', // quote
  '来源 {number}', // source
  '第 {page} 页', // page
  '在新标签页中打开', // newTab
  '关闭来源', // closeSource
  '超出 {count} 个字符', // tooLong
  '还可输入 {count} 个字符', // charactersLeft
  '此聊天尚不能在本网站显示。如果网站属于您，请将其来源加入允许列表。', // originRefused
  '此聊天已不存在或地址不完整，请检查地址末尾的密钥。', // keyRefused
  '重新加载', // reload
  '取消', // cancel
  '返回', // back
  '聊天未能加载，请重试', // launcherFailed
  '正在重新连接', // reconnecting
  '{count} 条新消息', // unread
  '对话列表', // conversations
  '还没有对话', // noConversations
  '重新回答', // regenerate
  '编辑问题', // edit
  '接着问', // followUps
  '复制代码', // copyCode
  '哪里可以改进？', // comment
  '发送意见', // sendComment
  '谢谢', // thanks
  '添加文件', // attach
  '移除 {name}', // removeFile
  '{name} 超过 {size}。', // fileTooLarge
  '此处不能发送 {name} 这类文件。', // fileType
  '{name} 发送失败。', // fileFailed
  '正在发送 {name}', // uploading
  '语音提问', // speak
  '正在聆听', // listening
  '麦克风不可用。', // noMicrophone
  '打开声音', // soundOn
  '关闭声音', // soundOff
  '联系人工', // handoff
  '已转给人工，稍后回复您。', // handoffSent
  '请填写此项。', // required
  '请输入类似 name@example.com 的地址。', // emailInvalid
  '以后再说', // skip
  '此聊天会把问题发送给网站，并在本设备保存对话。', // consent
  '开始', // accept
  '删除我的数据', // clearData
  '删除此处和服务器上的所有对话？', // clearDataConfirm
  '对话已删除。', // clearDataDone
  '允许助手在页面上执行：{name}？', // toolAsk
  '允许', // allow
  '不允许', // deny
  '已完成：{name}', // toolDone
  '请登录后使用。', // signIn
  '关闭', // dismiss
  '搜索', // search
  '删除', // delete
  '没有结果', // noMatches
  '最多 {count} 个文件。', // tooManyFiles
  '正在编辑上一个问题', // editing
  '您已离线，消息已保留。', // offlineKept
];
