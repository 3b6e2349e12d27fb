import type { LocaleTexts } from '../strings.js';

/** Japanese, in the order of `widgetStringKeys`. */
export const texts: LocaleTexts = [
  'チャットを開く', // open
  'チャットを閉じる', // close
  '質問する', // title
  '質問を入力', // placeholder
  '送信', // send
  '停止', // stop
  '再試行', // retry
  'コピー', // copy
  'コピーしました', // copied
  '役に立った', // helpful
  '役に立たなかった', // notHelpful
  '下に続きがあります', // newText
  '検索中', // searching
  '{count} ページを確認中', // reading
  '回答中', // answering
  'オンライン', // online
  'オフラインです', // offline
  '出典', // sources
  'ページを開く', // openPage
  '新しい会話', // newConversation
  '回答が止まりました。メッセージは残っています。', // errorGeneric
  'サーバーに接続できません。メッセージは残っています。', // errorNetwork
  '送信が多すぎます。メッセージは残っています。{seconds} 秒後に送信できます。', // errorRateLimited
  '回答はここで途切れました。', // interrupted
  '停止しました', // stopped
  'あなた', // you
  '回答はこのサイトのページに基づきます。出典をご確認ください。', // footer
  'メニュー', // menu
  '会話', // transcript
  '質問の例', // suggestions
  '近いページ', // nearest
  '引用箇所', // quote
  '出典 {number}', // source
  '{page} ページ', // page
  '新しいタブで開きます', // newTab
  '出典を閉じる', // closeSource
  '{count} 文字超過', // tooLong
  '残り {count} 文字', // charactersLeft
  'このサイトではまだ表示できません。サイトの所有者は、許可するオリジンに追加してください。', // originRefused
  'このチャットは存在しないか、アドレスが不完全です。末尾のキーをご確認ください。', // keyRefused
  '再読み込み', // reload
  'キャンセル', // cancel
  '戻る', // back
  '読み込めませんでした。再試行', // launcherFailed
  '再接続中', // reconnecting
  '新着 {count} 件', // unread
  '会話一覧', // conversations
  '会話はまだありません', // noConversations
  'もう一度回答', // regenerate
  '質問を編集', // edit
  '次の質問', // followUps
  'コードをコピー', // copyCode
  '改善点を教えてください', // comment
  'コメントを送信', // sendComment
  'ありがとうございます', // thanks
  'ファイルを添付', // attach
  '{name} を外す', // removeFile
  '{name} は {size} を超えています。', // fileTooLarge
  '{name} の形式は送信できません。', // fileType
  '{name} を送信できませんでした。', // fileFailed
  '{name} を送信中', // uploading
  '音声で質問', // speak
  '聞いています', // listening
  'マイクを使えません。', // noMicrophone
  '音を出す', // soundOn
  '音を消す', // soundOff
  '担当者に相談', // handoff
  '担当者に会話を渡しました。返信をお待ちください。', // handoffSent
  '入力してください。', // required
  'name@example.com の形で入力してください。', // emailInvalid
  'あとで', // skip
  '質問はサイトに送信され、会話はこの端末に保存されます。', // consent
  '開始', // accept
  'データを削除', // clearData
  'すべての会話を端末とサーバーから削除しますか？', // clearDataConfirm
  '会話を削除しました。', // clearDataDone
  'ページでの操作を許可しますか：{name}', // toolAsk
  '許可', // allow
  '許可しない', // deny
  '完了：{name}', // toolDone
  'ログインしてご利用ください。', // signIn
  '閉じる', // dismiss
  '検索', // search
  '削除', // delete
  '見つかりません', // noMatches
  'ファイルは {count} 個までです。', // tooManyFiles
  '前の質問を編集中', // editing
  'オフラインです。メッセージは残っています。', // offlineKept
];
