import type { LocaleTexts } from '../strings.js';

/** Russian, in the order of `widgetStringKeys`. */
export const texts: LocaleTexts = [
  'Открыть чат', // open
  'Закрыть чат', // close
  'Задать вопрос', // title
  'Задать вопрос', // placeholder
  'Отправить', // send
  'Остановить', // stop
  'Повторить', // retry
  'Копировать', // copy
  'Скопировано', // copied
  'Полезно', // helpful
  'Бесполезно', // notHelpful
  'Новый текст ниже', // newText
  'Поиск', // searching
  'Читаю {count} {count|one=страницу|few=страницы|many=страниц|other=страницы}', // reading
  'Пишу ответ', // answering
  'В сети', // online
  'Нет сети', // offline
  'Источники', // sources
  'Открыть страницу', // openPage
  'Новый разговор', // newConversation
  'Ответ прервался. Сообщение сохранено.', // errorGeneric
  'Сервер недоступен. Сообщение сохранено.', // errorNetwork
  'Слишком много сообщений. Сообщение сохранено, отправить можно через {seconds} {seconds|one=секунду|few=секунды|many=секунд|other=секунды}.', // errorRateLimited
  'Здесь ответ прервался.', // interrupted
  'Остановлено', // stopped
  'Вы', // you
  'Ответы взяты со страниц этого сайта. Проверяйте источники.', // footer
  'Меню', // menu
  'Разговор', // transcript
  'Примеры вопросов', // suggestions
  'Близкие страницы', // nearest
  'Цитата', // quote
  'Источник {number}', // source
  'страница {page}', // page
  'откроется в новой вкладке', // newTab
  'Закрыть источник', // closeSource
  'Лишних знаков: {count}', // tooLong
  'Осталось знаков: {count}', // charactersLeft
  'Этот чат пока нельзя показать здесь. Если сайт ваш, добавьте его адрес в разрешённые.', // originRefused
  'Этого чата больше нет, или адрес неполон. Проверьте ключ в конце адреса.', // keyRefused
  'Обновить', // reload
  'Отмена', // cancel
  'Назад', // back
  'Чат не загрузился. Повторить', // launcherFailed
  'Восстанавливаю связь', // reconnecting
  '{count} {count|one=новое сообщение|few=новых сообщения|many=новых сообщений|other=нового сообщения}', // unread
  'Разговоры', // conversations
  'Разговоров пока нет', // noConversations
  'Ответить заново', // regenerate
  'Изменить вопрос', // edit
  'Спросить ещё', // followUps
  'Копировать код', // copyCode
  'Что улучшить?', // comment
  'Отправить отзыв', // sendComment
  'Спасибо', // thanks
  'Приложить файл', // attach
  'Убрать {name}', // removeFile
  '{name} больше {size}.', // fileTooLarge
  'Файл {name} нельзя отправить.', // fileType
  'Не удалось отправить {name}.', // fileFailed
  'Отправляю {name}', // uploading
  'Произнести вопрос', // speak
  'Слушаю', // listening
  'Микрофон недоступен.', // noMicrophone
  'Включить звук', // soundOn
  'Выключить звук', // soundOff
  'Поговорить с человеком', // handoff
  'Человек получил разговор и ответит.', // handoffSent
  'Заполните это поле.', // required
  'Введите адрес вида name@example.com.', // emailInvalid
  'Не сейчас', // skip
  'Чат отправляет вопросы сайту и хранит разговор на этом устройстве.', // consent
  'Начать', // accept
  'Удалить мои данные', // clearData
  'Удалить все разговоры, здесь и на сервере?', // clearDataConfirm
  'Разговоры удалены.', // clearDataDone
  'Разрешить помощнику на странице: {name}?', // toolAsk
  'Разрешить', // allow
  'Не разрешать', // deny
  'Готово: {name}', // toolDone
  'Войдите, чтобы открыть чат.', // signIn
  'Скрыть', // dismiss
  'Найти', // search
  'Удалить', // delete
  'Ничего не найдено', // noMatches
  'Не больше {count} {count|one=файла|other=файлов}.', // tooManyFiles
  'Вы меняете вопрос', // editing
  'Нет сети. Сообщение сохранено.', // offlineKept
];
