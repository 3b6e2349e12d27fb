import type { LocaleTexts } from '../strings.js';

/** Spanish, in the order of `widgetStringKeys`. */
export const texts: LocaleTexts = [
  'Abrir el chat', // open
  'Cerrar el chat', // close
  'Haz una pregunta', // title
  'Haz una pregunta', // placeholder
  'Enviar', // send
  'Detener', // stop
  'Reintentar', // retry
  'Copiar', // copy
  'Copiado', // copied
  'Útil', // helpful
  'No es útil', // notHelpful
  'Hay más texto abajo', // newText
  'Buscando', // searching
  'Leyendo {count} {count|página|páginas}', // reading
  'Respondiendo', // answering
  'En línea', // online
  'Sin conexión', // offline
  'Fuentes', // sources
  'Abrir la página', // openPage
  'Nueva conversación', // newConversation
  'Algo detuvo la respuesta. Tu mensaje se conserva.', // errorGeneric
  'No se pudo contactar con el servidor. Tu mensaje se conserva.', // errorNetwork
  'Demasiados mensajes a la vez. Tu mensaje se conserva y podrá enviarse en {seconds} {seconds|segundo|segundos}.', // errorRateLimited
  'La respuesta se cortó aquí.', // interrupted
  'Detenido', // stopped
  'Tú', // you
  'Las respuestas salen de las páginas de este sitio. Comprueba las fuentes.', // footer
  'Menú', // menu
  'Conversación', // transcript
  'Preguntas sugeridas', // suggestions
  'Páginas cercanas', // nearest
  'Pasaje citado', // quote
  'Fuente {number}', // source
  'página {page}', // page
  'se abre en otra pestaña', // newTab
  'Cerrar la fuente', // closeSource
  'Sobran {count} {count|carácter|caracteres}', // tooLong
  'Quedan {count} {count|carácter|caracteres}', // charactersLeft
  'Este chat aún no puede mostrarse en este sitio. Si es tuyo, añade su origen a los orígenes permitidos.', // originRefused
  'Este chat ya no existe o su dirección está incompleta. Revisa la clave al final de la dirección.', // keyRefused
  'Recargar', // reload
  'Cancelar', // cancel
  'Atrás', // back
  'No se pudo cargar el chat. Reintentar', // launcherFailed
  'Conectando de nuevo', // reconnecting
  '{count} {count|mensaje nuevo|mensajes nuevos}', // unread
  'Conversaciones', // conversations
  'Aún no hay conversaciones', // noConversations
  'Responder de nuevo', // regenerate
  'Editar la pregunta', // edit
  'Sigue preguntando', // followUps
  'Copiar el código', // copyCode
  '¿Qué podría mejorar?', // comment
  'Enviar comentario', // sendComment
  'Gracias', // thanks
  'Adjuntar un archivo', // attach
  'Quitar {name}', // removeFile
  '{name} supera {size}.', // fileTooLarge
  'Aquí no se puede enviar un archivo como {name}.', // fileType
  'No se pudo enviar {name}.', // fileFailed
  'Enviando {name}', // uploading
  'Dictar la pregunta', // speak
  'Escuchando', // listening
  'El micrófono no está disponible.', // noMicrophone
  'Activar el sonido', // soundOn
  'Quitar el sonido', // soundOff
  'Hablar con una persona', // handoff
  'Una persona tiene tu conversación y responderá.', // handoffSent
  'Rellena este campo.', // required
  'Escribe una dirección como nombre@example.com.', // emailInvalid
  'Ahora no', // skip
  'Este chat envía tus preguntas al sitio y guarda la conversación en este dispositivo.', // consent
  'Empezar', // accept
  'Borrar mis datos', // clearData
  '¿Borrar todas tus conversaciones, aquí y en el servidor?', // clearDataConfirm
  'Tus conversaciones se han borrado.', // clearDataDone
  '¿Puede el asistente hacer esto en la página: {name}?', // toolAsk
  'Permitir', // allow
  'No permitir', // deny
  'Hecho: {name}', // toolDone
  'Inicia sesión para usar este chat.', // signIn
  'Ocultar', // dismiss
  'Buscar', // search
  'Borrar', // delete
  'Nada encontrado', // noMatches
  'Como máximo {count} {count|archivo|archivos}.', // tooManyFiles
  'Editando tu última pregunta', // editing
  'Sin conexión. Tu mensaje se conserva.', // offlineKept
];
